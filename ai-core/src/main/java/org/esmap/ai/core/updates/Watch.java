package org.esmap.ai.core.updates;

import java.util.Optional;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.ErrorKind;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.ShadowRecord;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Watches one version against the one it replaces. Thread-safe; each observation is a few additions under a lock. What a
 * caller did wrong, what a caller gave too little time, and overload, count for nothing.
 */
final class Watch {
    private static final double HEALTHY = 0.01;
    private static final double HEALTHY_WRONG = 0.10;
    private static final int COMPARED = 20;
    private static final int COMPARED_VERDICTS = 50;

    private final Version subject;
    private final SequentialTest errors;
    private final SequentialTest fallbacks;
    private final SequentialTest wrong;
    private final SequentialTest golden;
    private final Slowness slow;
    private boolean alone;
    private long answers;
    private long compared;
    private long agreed;
    private @Nullable String verdict;

    /** Watches {@code subject}; {@code alone} where no other version answers beside it. */
    Watch(Version subject, boolean alone, WatchSettings settings) {
        this.subject = subject;
        this.alone = alone;
        this.errors = new SequentialTest(HEALTHY, settings.errors(), settings.minimum(), COMPARED);
        this.fallbacks = new SequentialTest(HEALTHY, settings.fallbacks(), settings.minimum(), COMPARED);
        this.wrong = new SequentialTest(HEALTHY_WRONG, settings.wrong(), settings.minimum(), COMPARED_VERDICTS);
        this.golden = new SequentialTest(0.001, 0.1, 3, 1);
        this.slow = new Slowness(settings.slow(), settings.minimum());
    }

    Version subject() {
        return subject;
    }

    /** The subject has gone live: from now on the other version answers golden cases alone. */
    synchronized void goOnAlone() {
        if (alone) {
            return;
        }
        alone = true;
        errors.forgetOthers();
        fallbacks.forgetOthers();
        slow.forgetOthers();
    }

    /** Takes what happened to a request; why the version must go, once, when that has become clear. */
    synchronized Optional<String> see(InferenceRecord record) {
        boolean failed = record.failure() != null;
        if (record.source() == Source.CACHE
                || failed && !counts(record.failure().kind())
                || record.hurried() && ranOutOfTime(record)) {
            return Optional.empty();
        }
        if (!record.version().equals(subject)) {
            compare(record, failed);
            return Optional.empty();
        }
        answers++;
        if (errors.see(failed)) {
            return because("errors", errors);
        }
        if (!failed && fallbacks.see(record.source() == Source.FALLBACK)) {
            return because("substitute answers", fallbacks);
        }
        return record.source() == Source.MODEL && !alone ? seeTime(record.latencyNanos()) : Optional.empty();
    }

    private void compare(InferenceRecord record, boolean failed) {
        if (alone) {
            return;
        }
        errors.other(failed);
        if (!failed) {
            fallbacks.other(record.source() == Source.FALLBACK);
        }
        if (record.source() == Source.MODEL) {
            slow.other(record.latencyNanos());
        }
    }

    private Optional<String> seeTime(long nanos) {
        return slow.see(nanos) ? because("answers slower than the other version's", slow) : Optional.empty();
    }

    /** Whether the subject is to be compared with the version before by golden cases, since no traffic does it. */
    synchronized boolean alone() {
        return alone;
    }

    /** Whether it has said why its subject must go, which it does once. */
    synchronized boolean spent() {
        return verdict != null;
    }

    /** Takes how long one golden case took the version before and, right after it, the subject. */
    synchronized Optional<String> seeTimes(long before, long mine) {
        slow.other(before);
        return seeTime(mine);
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
        if (!word.version().equals(subject)) {
            wrong.other(!word.correct());
            return Optional.empty();
        }
        return wrong.see(!word.correct()) ? because("answers that callers call wrong", wrong) : Optional.empty();
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

    /** A substitute does not say whether time ran out; one that was asked for in a hurry is taken to be for that. */
    private static boolean ranOutOfTime(InferenceRecord record) {
        return record.source() == Source.FALLBACK || record.failure() == ErrorCode.DEADLINE_EXCEEDED;
    }

    private static boolean counts(ErrorKind kind) {
        return switch (kind) {
            case DEADLINE, UNAVAILABLE, INTERNAL -> true;
            case MALFORMED,
                    INVALID,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    STALE,
                    TOO_LARGE,
                    OVERLOADED,
                    STORAGE -> false;
        };
    }

    private Optional<String> because(String what, Object test) {
        if (verdict != null) {
            return Optional.empty();
        }
        verdict = what + ": " + test;
        return Optional.of(verdict);
    }
}
