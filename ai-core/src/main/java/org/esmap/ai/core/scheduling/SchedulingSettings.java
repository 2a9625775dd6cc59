package org.esmap.ai.core.scheduling;

import java.time.Duration;

/**
 * Bounds of native work.
 *
 * @param permits   runs at a time over all models; the number of cores by default
 * @param maxWait   longest expected wait for which a request is still queued; beyond it is refused at once
 * @param maxQueued most requests waiting over all models, whatever their expected wait
 * @param brief     a model whose runs last less than this on average may use every permit; a slower one leaves one to the
 *                  others
 */
public record SchedulingSettings(int permits, Duration maxWait, int maxQueued, Duration brief) {
    /** The most that {@code permits} can be; as wide a bulkhead never refuses what has a permit. */
    public static final int MOST_PERMITS = 1024;

    public SchedulingSettings {
        if (permits < 1 || permits > MOST_PERMITS) {
            throw new IllegalArgumentException(
                    "ai.scheduling.permits must be 1 to " + MOST_PERMITS + ", found " + permits);
        }
        if (maxQueued < 1) {
            throw new IllegalArgumentException("ai.scheduling.max-queued must be at least 1, found " + maxQueued);
        }
        if (maxWait.isNegative() || brief.isNegative()) {
            throw new IllegalArgumentException(
                    "ai.scheduling.max-wait and ai.scheduling.brief must not be negative, found " + maxWait + " and "
                            + brief);
        }
    }
}
