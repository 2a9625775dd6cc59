package org.esmap.ai.core.updates;

import java.time.Duration;

/**
 * When a version is withdrawn without being asked. Every share is of the version's own answers;
 * the other version's, where it is above what is healthy, is added.
 *
 * @param minimum   answers before anything is decided, and before a canary goes live
 * @param errors    share of errors that is too high
 * @param fallbacks share of substitute answers that is too high
 * @param slow      share of answers slower than all of the other version's last 20 that is too high
 * @param wrong     share of answers that callers call wrong that is too high
 * @param after     how long a version is watched once it is live
 */
record WatchSettings(int minimum, double errors, double fallbacks, double slow, double wrong, Duration after) {
    WatchSettings {
        if (minimum < 1) {
            throw new IllegalArgumentException("ai.watch.minimum must be at least 1, found " + minimum);
        }
        check("errors", errors, 0.02);
        check("fallbacks", fallbacks, 0.02);
        check("slow", slow, 0.06);
        check("wrong", wrong, 0.11);
        if (after.isNegative()) {
            throw new IllegalArgumentException("ai.watch.after must not be negative, found " + after);
        }
    }

    /** What is too high must lie above what is healthy, by a hundredth. */
    private static void check(String name, double share, double least) {
        if (!(share >= least && share < 1)) {
            throw new IllegalArgumentException(
                    "ai.watch." + name + " must be " + least + " or more and below 1, found " + share);
        }
    }
}
