package org.esmap.ai.models.emissioncalculator;

import java.util.Locale;

/** Which part of a life cycle a factor covers. */
enum Boundary {
    /** What leaves the stack or the exhaust, or is emitted in generating the electricity. */
    DIRECT,
    /** All of it: supply of fuel, building of plant, generation. */
    LIFECYCLE,
    /** Only what comes before use: well to tank. */
    UPSTREAM,
    /** Only what is lost between generation and use. */
    LOSSES;

    static Boundary of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
