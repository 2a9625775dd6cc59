package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.List;
import org.esmap.ai.core.quantities.NamedUnit;
import org.jspecify.annotations.Nullable;

/**
 * One activity as the caller states it, its words read.
 *
 * @param pointer  JSON pointer to it
 * @param label    what the caller calls it, or a name made for it
 * @param item     id of the fuel, the mode or the gas
 * @param year     the year of its period, null where none was given
 * @param scope    the scope the caller puts it in, null for the usual one
 */
record Activity(
        int index,
        String pointer,
        String label,
        ActivityType type,
        String item,
        BigDecimal amount,
        NamedUnit unit,
        @Nullable String region,
        @Nullable Integer year,
        @Nullable CvBasis cvBasis,
        @Nullable GivenCalorificValue calorificValue,
        @Nullable Boundary boundary,
        @Nullable String dataset,
        @Nullable GivenFactor factor,
        List<MarketShare> market,
        @Nullable Integer scope,
        @Nullable BigDecimal uncertaintyPct) {
    Activity {
        market = List.copyOf(market);
    }

    /** A calorific value that the caller brings: energy per mass or volume. */
    record GivenCalorificValue(BigDecimal value, NamedUnit unit, CvBasis basis) {}

    String at(String member) {
        return pointer + "/" + member;
    }
}
