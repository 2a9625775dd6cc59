package org.esmap.ai.models.policyimpact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code input.parameters}: a policy described by figures.
 *
 * @param instrument   id of a mechanism, such as {@code carbon-tax}
 * @param level        how strong, in {@code unit}
 * @param unit         of {@code level}, such as {@code EUR/tCO2e}
 * @param start        first year
 * @param end          last year
 * @param jurisdiction where it applies; changes nothing
 * @param sectors      what it covers; changes nothing
 * @param coverage     share of the baseline's emissions that is covered, 0 to 1
 * @param baseline     what would be without it
 */
record Parameters(
        @Nullable String instrument,
        @Nullable Double level,
        @Nullable String unit,
        @Nullable Integer start,
        @Nullable Integer end,
        @Nullable String jurisdiction,
        @Nullable List<String> sectors,
        @Nullable Double coverage,
        @Nullable Baseline baseline) {
    /** Whether what {@code mechanism} pays or charges is nothing, or it is a price on emissions that covers none. */
    boolean isNoPrice(Mechanism mechanism) {
        boolean money = mechanism.study() != null || unit != null && unit.matches("(?:[A-Z]{3}|[$€£¥])(?:[/ ].*)?");
        return money && level != null && level == 0 || mechanism.study() != null && coverage != null && coverage == 0;
    }

    /** Whether the unit is money per tonne of CO2, which a revenue can be found of. */
    boolean isPricePerTonne() {
        return unit != null && unit.matches("[A-Z]{3}/tCO2e?");
    }

    /**
     * What would be without the policy, a year.
     *
     * @param emissionsMt Mt CO2e
     * @param demandTwh   electricity demand in TWh; changes nothing
     */
    record Baseline(@Nullable Double emissionsMt, @Nullable Double demandTwh) {}
}
