package org.esmap.ai.models.emissioncalculator;

import java.util.Locale;

/** What an activity is; decides its factors, its units and its scope. */
enum ActivityType {
    ELECTRICITY(2, "fuel"),
    FUEL(1, "fuel"),
    HEAT(2, "fuel"),
    TRANSPORT(3, "mode"),
    REFRIGERANT(1, "gas"),
    CUSTOM(0, "");

    private final int usualScope;
    private final String itemMember;

    ActivityType(int usualScope, String itemMember) {
        this.usualScope = usualScope;
        this.itemMember = itemMember;
    }

    static ActivityType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The member of an activity that names the fuel, the mode or the gas. */
    String itemMember() {
        return itemMember;
    }

    /** The scope of the GHG Protocol; what is not emitted by use itself is scope 3. */
    int scope(Boundary boundary) {
        return boundary.isOfOthers() ? 3 : usualScope;
    }
}
