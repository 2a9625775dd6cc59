package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a factor says of one gas: kg, per unit of the factor, with 95 % limits where the source gives them.
 */
record GasFactor(
        BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {
    /** Whether the value lies between its limits. */
    boolean ordered() {
        return (low == null || low.compareTo(value) <= 0) && (high == null || value.compareTo(high) <= 0);
    }

    /** Half-width of the 95 % interval over the value, the wider side; null where the source gives no limits. */
    @Nullable
    BigDecimal relative() {
        if (low == null || high == null || value.signum() == 0) {
            return null;
        }
        return Decimals.over(high.subtract(value).max(value.subtract(low)), value);
    }
}
