package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esmap.ai.models.emissioncalculator.Uncertainty.Interval;
import org.jspecify.annotations.Nullable;

/**
 * How uncertain one line is.
 *
 * @param amount   half-width of the amount's 95 % interval over the amount, null where not given
 * @param figures  half-widths that the figures bring in that the amount is multiplied by, over the line's total, by what
 *                 other lines may share; null where the source of one gives none
 * @param interval of the line's total
 */
record LineError(@Nullable BigDecimal amount, @Nullable Map<String, BigDecimal> figures, Interval interval) {
    /** Propagates the caller's {@code amountPct} and the relative errors of the figures to {@code total}. */
    static LineError of(BigDecimal total, @Nullable BigDecimal amountPct, @Nullable Map<String, BigDecimal> figures) {
        BigDecimal amount = Uncertainty.fromPercent(amountPct);
        if (figures == null) {
            return new LineError(amount, null, Interval.of(total, null));
        }
        List<BigDecimal> all = new ArrayList<>(figures.values());
        if (amount != null) {
            all.add(amount);
        }
        return new LineError(amount, figures, Interval.of(total, Uncertainty.quadrature(all)));
    }
}
