package org.esmap.ai.core.quality;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of the inference log and of the feedback on it.
 *
 * @param capacity  records that may wait to be written; beyond it records are dropped and counted
 * @param batch     most records written in one transaction
 * @param interval  longest time a record waits before it is written, while the database answers; a millisecond at least
 * @param retention how long records are kept
 * @param feedback  how long feedback is kept; null where for ever
 */
public record LogSettings(
        int capacity,
        int batch,
        Duration interval,
        Duration retention,
        @Nullable Duration feedback) {
    public LogSettings {
        if (capacity < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "ai.log.capacity and ai.log.batch must be at least 1, found " + capacity + " and " + batch);
        }
        if (interval.compareTo(Duration.ofMillis(1)) < 0) { // no time at all would keep a core awake
            throw new IllegalArgumentException("ai.log.interval must be PT0.001S or longer, found " + interval);
        }
        if (retention.isNegative() || feedback != null && feedback.isNegative()) {
            throw new IllegalArgumentException("ai.log.retention and ai.feedback.retention must not be negative");
        }
    }
}
