package org.esmap.ai.core.quality;

import java.time.Duration;

/**
 * Bounds of the inference log.
 *
 * @param capacity  records that may wait to be written; beyond it records are dropped and counted
 * @param batch     most records written in one transaction
 * @param interval  longest time a record waits before it is written, while the database answers
 * @param retention how long records are kept
 */
public record LogSettings(int capacity, int batch, Duration interval, Duration retention) {
    public LogSettings {
        if (capacity < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "ai.log.capacity and ai.log.batch must be at least 1, found " + capacity + " and " + batch);
        }
        if (interval.isNegative() || retention.isNegative()) {
            throw new IllegalArgumentException("ai.log.interval and ai.log.retention must not be negative");
        }
    }
}
