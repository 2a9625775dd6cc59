package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.0009S", "PT-1S"})
    void refusesIntervalsInWhichNobodyWaits(Duration interval) {
        assertThatThrownBy(() -> new LogSettings(1, 1, interval, Duration.ofDays(90), null))
                .hasMessageContaining("ai.log.interval");
    }
}
