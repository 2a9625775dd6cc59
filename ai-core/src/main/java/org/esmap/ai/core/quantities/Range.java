package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.MathContext;
import org.esmap.ai.core.quantities.FoundQuantity.Normalized;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one quantity: one, the two ends of a range, or one and its tolerance.
 *
 * @param low       the first number, with its sign
 * @param high      the second, or the first again where there is one
 * @param tolerance whether the second says by how much the first may be off
 */
record Range(Numeral low, Numeral high, boolean tolerance) {
    private static final BigDecimal FIRST_YEAR = BigDecimal.valueOf(1850);
    private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(2100);

    static Range of(Numeral only) {
        return new Range(only, only, false);
    }

    Range to(Numeral second) {
        return new Range(low, second, false);
    }

    Range within(Numeral off) {
        return new Range(low, off, true);
    }

    /** Where the last number ends. */
    int end() {
        return high.end();
    }

    boolean only() {
        return low == high;
    }

    /** Whether this may as well be the number of a year, or two of them: "in 2024 real wages fell". */
    boolean mayBeYear() {
        return mayBeYear(low) && (only() || mayBeYear(high) && !tolerance);
    }

    private static boolean mayBeYear(Numeral numeral) {
        return numeral.end() - numeral.start() == 4
                && numeral.digits()
                && numeral.value().compareTo(FIRST_YEAR) >= 0
                && numeral.value().compareTo(LAST_YEAR) <= 0;
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

    /** In the SI unit itself, of which a number here stands for {@code factor}. */
    Normalized normalized(String unit, String quantity, BigDecimal factor, String siUnit) {
        return normalized(unit, quantity, factor, factor, siUnit);
    }

    Normalized plain() {
        return normalized("1", "count", BigDecimal.ONE, "1");
    }

    private BigDecimal middle() {
        if (only() || tolerance) {
            return low.value();
        }
        return low.value().add(high.value()).divide(BigDecimal.valueOf(2));
    }

    private @Nullable BigDecimal end(boolean lower) {
        if (only()) {
            return null;
        }
        if (tolerance) {
            BigDecimal value = low.value();
            return tidy(lower ? value.subtract(high.value()) : value.add(high.value()));
        }
        // "between -5 and -10" falls
        return tidy(lower ? low.value().min(high.value()) : low.value().max(high.value()));
    }

    /** Without trailing zeros and without an exponent of its own. */
    private static BigDecimal tidy(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
