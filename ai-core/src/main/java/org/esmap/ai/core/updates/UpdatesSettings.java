package org.esmap.ai.core.updates;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where this node keeps its own things and how often it looks at the database.
 *
 * @param data     the platform's data folder
 * @param interval between two looks at what other nodes have changed
 */
record UpdatesSettings(Path data, Duration interval) {
    UpdatesSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("ai.updates.interval must be positive, found " + interval);
        }
    }
}
