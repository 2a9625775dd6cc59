package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Error propagation by approach 1 of the 2006 IPCC Guidelines, Volume 1 Chapter 3 (equations 3.1 and 3.2): half-widths
 * of 95 % intervals add in quadrature, relative ones in a product and absolute ones in a sum. Lines that share a factor
 * share its error: those parts are added before they are squared. What nobody quantified stays null, never zero, and so does
 * what depends on it: an interval that left it out would be too narrow.
 */
final class Uncertainty {
    private static final MathContext SHOWN = MathContext.DECIMAL64;

    private Uncertainty() {}

    /**
     * Relative half-width of an amount times a factor: null where that of the factor is unknown.
     *
     * @param amount null for an amount that is taken as it is
     */
    static @Nullable BigDecimal ofProduct(@Nullable BigDecimal amount, @Nullable BigDecimal factor) {
        if (amount == null || factor == null) {
            return factor;
        }
        return amount.multiply(amount)
                .add(factor.multiply(factor), Decimals.CONTEXT)
                .sqrt(SHOWN);
    }

    /** Relative half-width of a sum of independent terms; null where one that is not zero is unknown, or the sum is zero. */
    static @Nullable BigDecimal ofSum(List<BigDecimal> terms, List<@Nullable BigDecimal> relatives) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < terms.size(); i++) {
            sum = sum.add(terms.get(i));
            BigDecimal relative = relatives.get(i);
            if (terms.get(i).signum() == 0) {
                continue;
            }
            if (relative == null) {
                return null;
            }
            BigDecimal absolute = terms.get(i).multiply(relative, Decimals.CONTEXT);
            squares = squares.add(absolute.multiply(absolute));
        }
        return sum.signum() == 0 ? null : Decimals.over(squares.sqrt(SHOWN), sum);
    }

    /**
     * A 95 % interval.
     *
     * @param pct half-width in per cent of the value, null where nothing was quantified
     */
    record Interval(
            @Nullable BigDecimal pct,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {
        static Interval of(BigDecimal value, @Nullable BigDecimal relative) {
            if (relative == null) {
                return new Interval(null, null, null);
            }
            BigDecimal half = value.multiply(relative, Decimals.CONTEXT);
            return new Interval(
                    relative.scaleByPowerOfTen(2).round(SHOWN),
                    value.subtract(half).max(BigDecimal.ZERO).round(SHOWN),
                    value.add(half).round(SHOWN));
        }
    }

    /** Relative half-width of the total of {@code lines}; null where one that emits is unknown, or the total is zero. */
    static @Nullable BigDecimal ofTotal(List<Line> lines, BigDecimal total) {
        if (total.signum() == 0 || lines.stream().anyMatch(line -> isUnknown(line.gases(), line.error()))) {
            return null;
        }
        BigDecimal squares = BigDecimal.ZERO;
        Map<String, BigDecimal> sharedErrors = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal amount = line.error().amount();
            if (amount != null) {
                BigDecimal error = line.gases().total().multiply(amount, Decimals.CONTEXT);
                squares = squares.add(error.multiply(error));
            }
            BigDecimal factor = line.error().factor();
            if (factor != null) {
                sharedErrors.merge(
                        line.factor().key(), line.gases().total().multiply(factor, Decimals.CONTEXT), BigDecimal::add);
            }
        }
        for (BigDecimal error : sharedErrors.values()) {
            squares = squares.add(error.multiply(error));
        }
        return Decimals.over(squares.sqrt(SHOWN), total);
    }

    /** Whether something is emitted of which nobody says how uncertain the factor is. */
    static boolean isUnknown(GasLedger gases, LineError error) {
        return error.factor() == null && gases.total().signum() != 0;
    }

    /** The factors whose error several lines share, with the lines. */
    static Map<String, List<Integer>> correlated(List<Line> lines) {
        Map<String, List<Integer>> byFactor = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal factor = line.error().factor();
            if (factor != null && factor.signum() != 0) {
                byFactor.computeIfAbsent(line.factor().key(), key -> new ArrayList<>())
                        .add(line.activity().index());
            }
        }
        byFactor.values().removeIf(indexes -> indexes.size() < 2);
        return byFactor;
    }

    static @Nullable BigDecimal fromPercent(@Nullable BigDecimal pct) {
        return pct == null ? null : pct.scaleByPowerOfTen(-2);
    }
}
