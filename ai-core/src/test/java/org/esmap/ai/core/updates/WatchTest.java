package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary at twenty requests a second on a machine that stands still for up to four seconds about once a minute. */
class WatchTest {
    private static final ModelId MODEL = new ModelId("toy");
    private static final Version LIVE = new Version("1.0.0");
    private static final Version CANARY = new Version("1.0.1");
    private static final WatchSettings SETTINGS = new WatchSettings(20, 0.05, 0.05, 0.3, 0.3, Duration.ofHours(1));
    private static final double EVERY_SECONDS = 0.05;
    private static final double TIMEOUT_SECONDS = 1.5;
    private static final int HOUR = 72_000;

    private final Watch watch = new Watch(CANARY, false, SETTINGS);

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 25, 50})
    void keepsAHealthyCanaryForAnHour(int percent) {
        for (int seed = 0; seed < 20; seed++) {
            Traffic traffic = new Traffic(new Watch(CANARY, false, SETTINGS), percent, seed);
            assertThat(traffic.untilWithdrawn(HOUR, 1, 0)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 90})
    void withdrawsACanaryFiveTimesAsSlow(int percent) {
        Optional<String> why = new Traffic(watch, percent, 7).untilWithdrawn(HOUR / 20, 5, 0);

        assertThat(why).hasValueSatisfying(text -> assertThat(text).startsWith("answers slower"));
    }

    @ParameterizedTest
    @CsvSource({"10,0.2", "50,0.2", "90,0.2", "10,1", "50,1", "90,1"})
    void withdrawsACanaryThatSubstitutesAnswersWithinAMinute(int percent, double share) {
        Optional<String> why = new Traffic(watch, percent, 7).untilWithdrawn(1_200, 1, share);

        assertThat(why).hasValueSatisfying(text -> assertThat(text).startsWith("substitute answers"));
    }

    @Test
    void findsAVersionSlowThatIsLiveAlreadyByGoldenCases() {
        watch.goOnAlone();

        Optional<String> why = Optional.empty();
        for (int i = 0; i < 60 && why.isEmpty(); i++) {
            why = watch.seeTimes(10_000_000, 50_000_000);
        }

        assertThat(why).hasValueSatisfying(text -> assertThat(text).startsWith("answers slower"));
    }

    @Test
    void comparesWhatCallersSayWithWhatTheySayOfTheOtherVersion() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            assertThat(watch.see(new Verdict(MODEL, LIVE, random.nextDouble() > 0.4)))
                    .isEmpty();
            assertThat(watch.see(new Verdict(MODEL, CANARY, random.nextDouble() > 0.4)))
                    .isEmpty();
        }

        Optional<String> why = Optional.empty();
        for (int i = 0; i < 200 && why.isEmpty(); i++) {
            watch.see(new Verdict(MODEL, LIVE, random.nextDouble() > 0.4));
            why = watch.see(new Verdict(MODEL, CANARY, random.nextDouble() > 0.8));
        }

        assertThat(why).hasValueSatisfying(text -> assertThat(text).startsWith("answers that callers call wrong"));
    }

    @Test
    void blamesNoVersionForTimeThatCallersDidNotGive() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(watch.see(hurried(null, ErrorCode.DEADLINE_EXCEEDED))).isEmpty();
            assertThat(watch.see(hurried(Source.FALLBACK, null))).isEmpty();
        }
        assertThat(watch.answers()).isZero();

        Optional<String> why = Optional.empty();
        for (int i = 0; i < 100 && why.isEmpty(); i++) {
            why = watch.see(hurried(null, ErrorCode.INTERNAL));
        }
        assertThat(why).hasValueSatisfying(text -> assertThat(text).startsWith("errors"));
    }

    private static InferenceRecord hurried(@Nullable Source source, @Nullable ErrorCode failure) {
        return new InferenceRecord(
                "id", Instant.EPOCH, MODEL, CANARY, "digest", "task", source, false, failure, 1_000_000, 0, null, true);
    }

    /** Requests as they come in; what waits when the machine stands still is answered at once when it goes on. */
    private static final class Traffic {
        private final Watch watch;
        private final int percent;
        private final Random random;
        private double now;
        private double stillFrom = 30;
        private double stillUntil = 31;

        Traffic(Watch watch, int percent, int seed) {
            this.watch = watch;
            this.percent = percent;
            this.random = new Random(seed);
        }

        Optional<String> untilWithdrawn(int requests, double slower, double substitutes) {
            for (int i = 0; i < requests; i++) {
                now += EVERY_SECONDS;
                boolean canary = random.nextInt(100) < percent;
                double seconds = 0.01 * Math.exp(0.5 * random.nextGaussian()) * (canary ? slower : 1) + standingStill();
                boolean fell = seconds > TIMEOUT_SECONDS || canary && random.nextDouble() < substitutes;
                Optional<String> why =
                        watch.see(record(canary ? CANARY : LIVE, fell, Math.min(seconds, TIMEOUT_SECONDS)));
                if (why.isPresent()) {
                    return why;
                }
            }
            return Optional.empty();
        }

        private double standingStill() {
            if (now > stillUntil) {
                stillFrom = now + 120 * random.nextDouble();
                stillUntil = stillFrom + 0.2 + 3.8 * random.nextDouble();
            }
            return now < stillFrom ? 0 : stillUntil - now;
        }

        private static InferenceRecord record(Version version, boolean fell, double seconds) {
            return new InferenceRecord(
                    "id",
                    Instant.EPOCH,
                    MODEL,
                    version,
                    "digest",
                    "task",
                    fell ? Source.FALLBACK : Source.MODEL,
                    fell,
                    null,
                    (long) (seconds * 1e9),
                    0,
                    null,
                    false);
        }
    }
}
