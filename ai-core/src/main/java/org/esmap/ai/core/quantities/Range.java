package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.MathContext;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one quantity: one, the two ends of a range, or one and its tolerance.
 *
 * @param low       the first number
 * @param high      the second, or the first again where there is one
 * @param tolerance whether the second says by how much the first may be off
 * @param minus     whether the first stands behind a minus
 */
record Range(Numeral low, Numeral high, boolean tolerance, boolean minus) {
    static Range of(Numeral only, boolean minus) {
        return new Range(only, only, false, minus);
    }

    Range to(Numeral second) {
        return new Range(low, second, false, minus);
    }

    Range within(Numeral off) {
        return new Range(low, off, true, minus);
    }

    /** Where the last number ends. */
    int end() {
        return high.end();
    }

    boolean only() {
        return low == high;
    }

    Normalized normalized(NamedUnit unit) {
        BigDecimal middle = middle();
        BigDecimal si = unit.toSi(middle);
        return new Normalized(
                tidy(middle), unit.symbol(), unit.quantity(), tidy(si), unit.siSymbol(), end(true), end(false));
    }

    Normalized normalized(String unit, String quantity, BigDecimal factor, BigDecimal toSi, String siUnit) {
        BigDecimal middle = middle();
        BigDecimal least = end(true);
        BigDecimal most = end(false);
        return new Normalized(
                tidy(middle.multiply(factor)),
                unit,
                quantity,
                tidy(middle.multiply(toSi, MathContext.DECIMAL64)),
                siUnit,
                least == null ? null : tidy(least.multiply(factor)),
                most == null ? null : tidy(most.multiply(factor)));
    }

    Normalized plain() {
        return normalized("1", "count", BigDecimal.ONE, BigDecimal.ONE, "1");
    }

    private BigDecimal middle() {
        if (only() || tolerance) {
            return signed(low.value());
        }
        return signed(low.value().add(high.value()).divide(BigDecimal.valueOf(2)));
    }

    private @Nullable BigDecimal end(boolean lower) {
        if (only()) {
            return null;
        }
        if (tolerance) {
            BigDecimal value = signed(low.value());
            return tidy(lower ? value.subtract(high.value()) : value.add(high.value()));
        }
        // of a range below zero only the first number carries the sign
        return tidy(lower ? signed(low.value()) : high.value());
    }

    private BigDecimal signed(BigDecimal value) {
        return minus ? value.negate() : value;
    }

    /** Without trailing zeros and without an exponent of its own. */
    private static BigDecimal tidy(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
