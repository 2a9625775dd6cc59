package org.esmap.ai.models.emissioncalculator;

import java.util.Locale;

/** Whether the heat of the water vapour is counted (gross, higher) or not (net, lower). */
enum CvBasis {
    GROSS,
    NET;

    static CvBasis of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
