package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private static MultipartBody.Part part(String name, String file) {
        return new MultipartBody.Part(name, file, InputStream.nullInputStream());
    }

    @Test
    void takesPartsByTheirNameOrTheirFiles() {
        assertThat(Uploads.name(part("config.json", "c"))).isEqualTo("config.json");
        assertThat(Uploads.name(part("file", "config.json"))).isEqualTo("config.json");
        assertThat(Uploads.name(part("", "toy.zip"))).isEqualTo("bundle.zip");
    }

    @Test
    void refusesPartsThatItDoesNotKnow() {
        for (String name : new String[] {"", "x"}) {
            assertThatThrownBy(() -> Uploads.name(part(name, "x")))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT));
        }
    }
}
