package org.esmap.ai.core.updates;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where this node keeps its own things and how often it looks at the database.
 *
 * @param data     the platform's data folder
 * @param interval between two looks at what other nodes have changed, 1 ms to 5 minutes: half the shortest lease
 */
record UpdatesSettings(Path data, Duration interval) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    UpdatesSettings {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ai.updates.interval must be PT0.001S to PT5M, found " + interval);
        }
    }
}
