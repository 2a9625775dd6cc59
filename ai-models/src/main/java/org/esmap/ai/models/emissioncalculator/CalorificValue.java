package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much energy a fuel holds.
 *
 * @param net          net calorific value in TJ/Gg, that is MJ/kg, with its 95 % limits; null where none is known
 * @param netPerGross  net over gross calorific value; null where none is known
 */
record CalorificValue(@Nullable GasFactor net, @Nullable BigDecimal netPerGross) {
    static CalorificValue of(Row row) {
        GasFactor net = row.decimal("ncv")
                .map(value -> new GasFactor(
                        value,
                        row.decimal("ncvLow").orElse(null),
                        row.decimal("ncvHigh").orElse(null)))
                .orElse(null);
        return new CalorificValue(net, row.decimal("netPerGross").orElse(null));
    }
}
