package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.updates.Replays;
import org.junit.jupiter.api.Test;

class OnceTest {
    @Test
    void keepsTheAnswersOfCallersWithTheSameKeyApart() {
        List<String> scopes = new ArrayList<>();
        Once once = new Once(new Replays() {
            @Override
            public Optional<String> begin(String scope, String fingerprint) {
                scopes.add(scope);
                throw new IllegalStateException("far enough");
            }
        });

        for (String name : List.of("ann", "bob")) {
            assertThatThrownBy(() ->
                            once.run("key", new Caller(name, "::1"), "promote", () -> null, said -> Response.ok()))
                    .hasMessage("far enough");
        }

        assertThat(scopes).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void letsARequestBeSentAgainThatEndedWithAnError() {
        List<String> forgotten = new ArrayList<>();
        Once once = new Once(new Replays() {
            @Override
            public Optional<String> begin(String scope, String fingerprint) {
                return Optional.empty();
            }

            @Override
            public void forget(String scope) {
                forgotten.add(scope);
            }
        });
        Error fault = new NoClassDefFoundError("a fault");

        assertThatThrownBy(() -> once.run(
                        "key",
                        new Caller("ann", "::1"),
                        "promote",
                        () -> {
                            throw fault;
                        },
                        said -> Response.ok()))
                .isSameAs(fault);

        assertThat(forgotten).hasSize(1);
    }
}
