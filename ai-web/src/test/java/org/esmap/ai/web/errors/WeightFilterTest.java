package org.esmap.ai.web.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0.5.5"})
    void refusesWeightsThatAreNoNumbers(String weight) {
        MediaType type = new MediaType("*", "*", Map.of("q", weight));

        assertThatThrownBy(() -> WeightFilter.check("Accept", type)).isInstanceOfSatisfying(AiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST);
            assertThat(e).hasMessageContaining("Accept");
        });
    }

    @Test
    void letsNumbersPass() {
        assertThatCode(() -> WeightFilter.check("Accept", new MediaType("text", "html", Map.of("q", "0.5"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> WeightFilter.check("Accept", MediaType.WILDCARD_TYPE))
                .doesNotThrowAnyException();
    }
}
