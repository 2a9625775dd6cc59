package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void givesTheIntervalOfNewcombe() {
        Comparison comparison = Comparison.of(10, 10, 8);
        assertThat(comparison.difference()).isCloseTo(0.2, within(1e-12));
        // Wilson: 10 of 10 is 0.72247 to 1, 8 of 10 is 0.49016 to 0.94332.
        assertThat(comparison.low()).isCloseTo(0.2 - Math.hypot(1 - 0.72247, 0.94332 - 0.8), within(1e-4));
        assertThat(comparison.high()).isCloseTo(0.2 + Math.hypot(0, 0.8 - 0.49016), within(1e-4));
    }

    @Test
    void saysNothingWithoutCases() {
        assertThat(Comparison.of(0, 0, 0).worseBy(0)).isFalse();
    }
}
