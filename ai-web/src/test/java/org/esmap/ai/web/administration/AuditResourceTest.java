package org.esmap.ai.web.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditResourceTest {
    @Test
    void takesWholeNumbersInTheirRange() {
        assertThat(AuditResource.whole("limit", "1000", 1_000)).isEqualTo(1_000);
        assertThat(AuditResource.whole("before", "9223372036854775807", Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0", "-1", "1.5", "1001", "99999999999999999999999"})
    void saysWhichNumbersAreAllowed(String text) {
        assertThatThrownBy(() -> AuditResource.whole("limit", text, 1_000))
                .isInstanceOfSatisfying(
                        AiException.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(error -> {
                            assertThat(error.pointer()).isEqualTo("/limit");
                            assertThat(error.allowed()).isEqualTo("1 to 1000");
                        }));
    }
}
