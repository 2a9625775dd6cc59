package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.EntityPart;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private static EntityPart part(@Nullable String name, String file) {
        return (EntityPart) Proxy.newProxyInstance(
                EntityPart.class.getClassLoader(),
                new Class<?>[] {EntityPart.class},
                (self, method, arguments) -> method.getName().equals("getName") ? name : Optional.of(file));
    }

    @Test
    void takesPartsByTheirNameOrTheirFiles() {
        assertThat(Uploads.name(part("config.json", "c"))).isEqualTo("config.json");
        assertThat(Uploads.name(part("file", "config.json"))).isEqualTo("config.json");
        assertThat(Uploads.name(part(null, "toy.zip"))).isEqualTo("bundle.zip");
    }

    @Test
    void refusesPartsThatItDoesNotKnow() {
        for (String name : new String[] {null, "", "x"}) {
            assertThatThrownBy(() -> Uploads.name(part(name, "x")))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
        }
    }
}
