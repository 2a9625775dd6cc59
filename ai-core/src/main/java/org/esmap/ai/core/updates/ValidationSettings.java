package org.esmap.ai.core.updates;

import java.time.Duration;

/**
 * What a version must keep to pass validation.
 *
 * @param margin       how much lower than the live version's its share of right answers may be, 0 to 1
 * @param latencyShare the part of the time-out that 95 % of its answers must keep within, 0 to 1; the rest is for queueing
 * @param limit        longest time that the whole may take, a second at least: others wait for it
 */
record ValidationSettings(double margin, double latencyShare, Duration limit) {
    ValidationSettings {
        if (!(margin >= 0 && margin <= 1) || !(latencyShare > 0 && latencyShare <= 1)) {
            throw new IllegalArgumentException(
                    "ai.validation.margin must be 0 to 1 and ai.validation.latency-share above"
                            + " 0 and at most 1, found " + margin + " and " + latencyShare);
        }
        if (limit.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("ai.validation.limit must be at least PT1S, found " + limit);
        }
    }
}
