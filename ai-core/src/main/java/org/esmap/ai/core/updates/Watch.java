package org.esmap.ai.core.updates;

import java.util.Arrays;
import java.util.Optional;
import org.esmap.ai.core.failure.ErrorKind;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.ShadowRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Watches one version against the one it replaces. Thread-safe; each observation is a few additions under a lock. What a
 * caller did wrong, and overload, count for nothing.
 */
final class Watch {
    private static final double HEALTHY = 0.01;
    private static final double HEALTHY_SLOW = 0.05;
    private static final double HEALTHY_WRONG = 0.10;
    private static final int BASELINE = 512;
    private static final double TOLERATED_SLOWNESS = 1.5;
    private static final long TOLERATED_NANOS = 20_000_000;

    private final Version subject;
    private final SequentialTest errors;
    private final SequentialTest fallbacks;
    private final SequentialTest slow;
    private final SequentialTest wrong;
    private final SequentialTest golden;
    private final long[] baseline = new long[BASELINE];
    private int baselineSize;
    private long slowFrom = Long.MAX_VALUE;
    private long answers;
    private long compared;
    private long agreed;
    private @Nullable String verdict;

    Watch(Version subject, WatchSettings settings) {
        this.subject = subject;
        this.errors = new SequentialTest(HEALTHY, settings.errors(), settings.minimum());
        this.fallbacks = new SequentialTest(HEALTHY, settings.fallbacks(), settings.minimum());
        this.slow = new SequentialTest(HEALTHY_SLOW, Math.max(settings.slow(), 0.06), settings.minimum());
        this.wrong = new SequentialTest(HEALTHY_WRONG, Math.max(settings.wrong(), 0.11), settings.minimum());
        this.golden = new SequentialTest(0.001, 0.1, 3);
    }

    Version subject() {
        return subject;
    }

    /** Takes what happened to a request; why the version must go, once, when that has become clear. */
    synchronized Optional<String> see(InferenceRecord record) {
        boolean mine = record.version().equals(subject);
        if (record.failure() != null && !counts(record.failure().kind())) {
            return Optional.empty();
        }
        if (!mine) {
            learn(record);
            return Optional.empty();
        }
        if (record.source() == Source.CACHE) {
            return Optional.empty();
        }
        answers++;
        boolean fell = record.source() == Source.FALLBACK;
        if (errors.see(record.failure() != null)) {
            return because("errors", errors);
        }
        if (record.failure() == null && fallbacks.see(fell)) {
            return because("substitute answers", fallbacks);
        }
        if (record.source() == Source.MODEL
                && slowFrom < Long.MAX_VALUE
                && slow.see(record.latencyNanos() > slowFrom)) {
            return because("answers slower than " + slowFrom / 1_000_000 + " ms", slow);
        }
        return Optional.empty();
    }

    /** Takes a shadow's doings. */
    synchronized Optional<String> see(ShadowRecord record) {
        if (!record.version().equals(subject)) {
            return Optional.empty();
        }
        answers++;
        if (errors.see(record.failed())) {
            return because("failures in the shadow", errors);
        }
        if (!record.failed()) {
            compared++;
            agreed += record.agreed() ? 1 : 0;
        }
        return Optional.empty();
    }

    /** Takes a caller's word. */
    synchronized Optional<String> see(Verdict word) {
        return word.version().equals(subject) && wrong.see(!word.correct())
                ? because("answers that callers call wrong", wrong)
                : Optional.empty();
    }

    /** Takes a golden case put to the version again. */
    synchronized Optional<String> seeGolden(boolean passed) {
        return golden.see(!passed) ? because("golden cases failing", golden) : Optional.empty();
    }

    /** Answers of the version so far, those from the cache not counted. */
    synchronized long answers() {
        return answers;
    }

    /** What is known, in one sentence. */
    synchronized String summary() {
        String shadow = compared == 0 ? "" : ", " + agreed + " of " + compared + " compared answers agreed";
        return answers + " answers, " + errors.bad() + " errors, " + fallbacks.bad() + " substitutes" + shadow;
    }

    private static boolean counts(ErrorKind kind) {
        return switch (kind) {
            case DEADLINE, UNAVAILABLE, INTERNAL -> true;
            case MALFORMED, INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, STALE, TOO_LARGE, OVERLOADED ->
                false;
        };
    }

    private void learn(InferenceRecord record) {
        if (record.source() != Source.MODEL || baselineSize == BASELINE) {
            return;
        }
        baseline[baselineSize++] = record.latencyNanos();
        if (baselineSize >= BASELINE / 8 && Integer.bitCount(baselineSize) == 1) {
            long[] sorted = Arrays.copyOf(baseline, baselineSize);
            Arrays.sort(sorted);
            long p95 = sorted[(int) Math.ceil(baselineSize * 0.95) - 1];
            slowFrom = Math.max((long) (p95 * TOLERATED_SLOWNESS), p95 + TOLERATED_NANOS);
        }
    }

    private Optional<String> because(String what, SequentialTest test) {
        if (verdict != null) {
            return Optional.empty();
        }
        verdict = what + ": " + test.bad() + " of " + test.seen();
        return Optional.of(verdict);
    }
}
