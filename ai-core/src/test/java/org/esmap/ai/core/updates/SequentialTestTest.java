package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequentialTestTest {
    @Test
    void findsOneErrorInFiveWithinAMinuteOfTwoRequestsASecond() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(observationsUntilAlarm(0.2, seed, 1_000)).isBetween(20, 120);
        }
    }

    @Test
    void staysQuietForAnHourOfAHealthyCanary() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(observationsUntilAlarm(0.01, seed, 36_000)).isEqualTo(36_000);
        }
    }

    @Test
    void decidesNothingOnTooFewObservations() {
        SequentialTest test = new SequentialTest(0.01, 0.05, 20, 20);
        for (int i = 1; i < 20; i++) {
            assertThat(test.see(true)).isFalse();
        }
        assertThat(test.see(true)).isTrue();
    }

    private static int observationsUntilAlarm(double share, int seed, int limit) {
        SequentialTest test = new SequentialTest(0.01, 0.05, 20, 20);
        Random random = new Random(seed);
        for (int i = 1; i < limit; i++) {
            if (test.see(random.nextDouble() < share)) {
                return i;
            }
        }
        return limit;
    }
}
