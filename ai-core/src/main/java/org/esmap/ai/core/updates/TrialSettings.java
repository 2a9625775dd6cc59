package org.esmap.ai.core.updates;

import java.time.Duration;

/**
 * Bounds of the process that tries an import.
 *
 * @param memoryMib address space of the process in MiB, native memory included
 * @param limit     longest time it may take, a second at least
 */
record TrialSettings(int memoryMib, Duration limit) {
    TrialSettings {
        if (memoryMib < 1024) {
            throw new IllegalArgumentException(
                    "ai.import.trial-memory-mib must be at least 1024, of which Java takes half; found " + memoryMib);
        }
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("ai.import.trial-limit must be at least PT1S, found " + limit);
        }
    }
}
