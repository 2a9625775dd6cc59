package org.esmap.ai.core.model;

import java.time.Duration;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * The moment after which an answer is of no use, counted from the request's arrival and including all queueing.
 * Immutable; measured on {@link System#nanoTime()}.
 */
public final class Deadline {
    private final long startNanos;
    private final long limitNanos;

    private Deadline(long startNanos, long limitNanos) {
        this.startNanos = startNanos;
        this.limitNanos = limitNanos;
    }

    /** A deadline that starts now. */
    public static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime(), limit.toNanos());
    }

    /** A deadline for work that arrived at {@code arrivalNanos} of {@link System#nanoTime()}. */
    public static Deadline from(long arrivalNanos, Duration limit) {
        return new Deadline(arrivalNanos, limit.toNanos());
    }

    /** Time left, negative once passed. */
    public long remainingNanos() {
        return limitNanos - (System.nanoTime() - startNanos);
    }

    public boolean passed() {
        return remainingNanos() <= 0;
    }

    /**
     * Ends work that has become useless. Long work calls this between its steps.
     *
     * @throws AiException with {@link ErrorCode#DEADLINE_EXCEEDED} once the deadline has passed
     */
    public void check() {
        if (passed()) {
            throw exceeded();
        }
    }

    /** The failure that tells a caller that this deadline has passed. */
    public AiException exceeded() {
        return new AiException(
                ErrorCode.DEADLINE_EXCEEDED,
                "No answer within " + limitNanos / 1_000_000 + " ms. Send less, or allow more with options.timeoutMs.");
    }
}
