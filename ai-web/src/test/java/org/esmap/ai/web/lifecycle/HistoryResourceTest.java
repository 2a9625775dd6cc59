package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryResourceTest {
    @Test
    void takesMomentsWhosePlusBecameASpace() {
        assertThat(HistoryResource.moment("2026-11-28T13:00:00 01:00")).isEqualTo("2026-11-28T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "2026-11-28", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
    void refusesWhatIsNoMomentOrOutOfTheDatabasesRange(String text) {
        assertThatThrownBy(() -> HistoryResource.moment(text))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("not a moment");
    }
}
