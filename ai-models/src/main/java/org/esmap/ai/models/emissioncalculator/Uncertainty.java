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
 * share its error: those parts are added before they are squared. What nobody quantified stays null, never zero.
 */
final class Uncertainty {
    private static final MathContext SHOWN = MathContext.DECIMAL64;

    private Uncertainty() {}

    /** Relative half-width of a product; null where no part is known. */
    static @Nullable BigDecimal ofProduct(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.multiply(a).add(b.multiply(b), Decimals.CONTEXT).sqrt(SHOWN);
    }

    /** Relative half-width of a sum of independent terms; null where no part is known or the sum is zero. */
    static @Nullable BigDecimal ofSum(List<BigDecimal> terms, List<@Nullable BigDecimal> relatives) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = null;
        for (int i = 0; i < terms.size(); i++) {
            sum = sum.add(terms.get(i));
            BigDecimal relative = relatives.get(i);
            if (relative != null) {
                BigDecimal absolute = terms.get(i).multiply(relative, Decimals.CONTEXT);
                squares = (squares == null ? BigDecimal.ZERO : squares).add(absolute.multiply(absolute));
            }
        }
        return squares == null || sum.signum() == 0 ? null : Decimals.over(squares.sqrt(SHOWN), sum);
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

    /** Relative half-width of the total of {@code lines}; null where nothing was quantified or the total is zero. */
    static @Nullable BigDecimal ofTotal(List<Line> lines, BigDecimal total) {
        BigDecimal squares = null;
        Map<String, BigDecimal> sharedErrors = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal amount = line.error().amount();
            if (amount != null) {
                BigDecimal error = line.gases().total().multiply(amount, Decimals.CONTEXT);
                squares = (squares == null ? BigDecimal.ZERO : squares).add(error.multiply(error));
            }
            BigDecimal factor = line.error().factor();
            if (factor != null) {
                sharedErrors.merge(
                        line.factor().key(), line.gases().total().multiply(factor, Decimals.CONTEXT), BigDecimal::add);
            }
        }
        for (BigDecimal error : sharedErrors.values()) {
            squares = (squares == null ? BigDecimal.ZERO : squares).add(error.multiply(error));
        }
        return squares == null || total.signum() == 0 ? null : Decimals.over(squares.sqrt(SHOWN), total);
    }

    /** The factors whose error several lines share, with the lines. */
    static Map<String, List<Integer>> correlated(List<Line> lines) {
        Map<String, List<Integer>> byFactor = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.error().factor() != null) {
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
