package org.esmap.ai.core.versions;

import java.util.EnumSet;
import java.util.Set;

/** The life of a version. */
public enum State {
    /** Its files are in the store, unproven. */
    UPLOADED,
    /** Being tried. */
    VALIDATING,
    /** It passed every check and may be promoted. */
    VALIDATED,
    /** It failed a check; its report says which. */
    REJECTED,
    /** It answers a share of the requests. */
    CANARY,
    /** It answers copies of requests, unseen. */
    SHADOW,
    /** It answers. */
    LIVE,
    /** It answered once; it may be promoted again. */
    RETIRED;

    /** Whether a version of this state may go to {@code next}. */
    public boolean mayBecome(State next) {
        return followers().contains(next);
    }

    /** Whether a version of this state may be given traffic: it has been proven. */
    public boolean promotable() {
        return switch (this) {
            case VALIDATED, RETIRED, CANARY, SHADOW -> true;
            case UPLOADED, VALIDATING, REJECTED, LIVE -> false;
        };
    }

    private Set<State> followers() {
        return switch (this) {
            case UPLOADED, REJECTED -> EnumSet.of(VALIDATING);
            case VALIDATING -> EnumSet.of(UPLOADED, VALIDATED, REJECTED);
            case VALIDATED, RETIRED -> EnumSet.of(VALIDATING, CANARY, SHADOW, LIVE);
            case CANARY, SHADOW -> EnumSet.of(LIVE, RETIRED, VALIDATED, CANARY, SHADOW);
            case LIVE -> EnumSet.of(RETIRED);
        };
    }
}
