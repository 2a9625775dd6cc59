package org.esmap.ai.core.updates;

/**
 * What a version must keep to pass validation.
 *
 * @param margin       how much lower than the live version's its share of right answers may be, 0 to 1
 * @param latencyShare the part of the time-out that 95 % of its answers must keep within, 0 to 1; the rest is for queueing
 */
record ValidationSettings(double margin, double latencyShare) {
    ValidationSettings {
        if (!(margin >= 0 && margin <= 1) || !(latencyShare > 0 && latencyShare <= 1)) {
            throw new IllegalArgumentException(
                    "ai.validation.margin must be 0 to 1 and ai.validation.latency-share above"
                            + " 0 and at most 1, found " + margin + " and " + latencyShare);
        }
    }
}
