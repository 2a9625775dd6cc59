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
    LOSSES,
    /** All of the electricity that a region consumes, where it comes from other regions too. */
    CONSUMPTION;

    static Boundary of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether it is of scope 3 wherever it occurs. */
    boolean isOfOthers() {
        return this == UPSTREAM || this == LOSSES;
    }

    /** Whether it counts more than scopes 1 and 2 ask for. */
    boolean isWhole() {
        return this == LIFECYCLE || this == CONSUMPTION;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
