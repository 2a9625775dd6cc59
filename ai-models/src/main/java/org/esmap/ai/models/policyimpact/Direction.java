package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way something is pushed. */
enum Direction {
    INCREASE,
    DECREASE,
    UNCLEAR;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which way it goes when the cause is taken away. */
    Direction reversed() {
        return switch (this) {
            case INCREASE -> DECREASE;
            case DECREASE -> INCREASE;
            case UNCLEAR -> UNCLEAR;
        };
    }
}
