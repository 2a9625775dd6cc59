package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import org.esmap.ai.models.emissioncalculator.Uncertainty.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How uncertain one line is.
 *
 * @param amount   half-width of the amount's 95 % interval over the amount, null where not given
 * @param factor   the same of the factor, null where the source gives none
 * @param interval of the line's total
 */
record LineError(@Nullable BigDecimal amount, @Nullable BigDecimal factor, Interval interval) {
    /** Propagates the caller's {@code amountPct} and the relative error of the factor to {@code total}. */
    static LineError of(BigDecimal total, @Nullable BigDecimal amountPct, @Nullable BigDecimal factor) {
        BigDecimal amount = Uncertainty.fromPercent(amountPct);
        return new LineError(amount, factor, Interval.of(total, Uncertainty.ofProduct(amount, factor)));
    }
}
