package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Error propagation by approach 1 of the 2006 IPCC Guidelines, Volume 1 Chapter 3 (equations 3.1 and 3.2): half-widths of
 * 95 % intervals add in quadrature, relative ones in a product and absolute ones in a sum. Lines that share a figure (the
 * CO2 of a fuel, its calorific value, the rest of a factor) share its error: those parts are added before they are
 * squared. What nobody quantified stays null, never zero, and so does what depends on it: an interval that left it out
 * would be too narrow.
 */
final class Uncertainty {
    private static final MathContext SHOWN = MathContext.DECIMAL64;

    private Uncertainty() {}

    /** The half-width of a sum of independent errors, or of a product of independent relative ones. */
    static BigDecimal quadrature(Collection<BigDecimal> errors) {
        return errors.stream()
                .map(error -> error.multiply(error, Decimals.CONTEXT))
                .reduce(BigDecimal.ZERO, Decimals::plus)
                .sqrt(SHOWN);
    }

    /**
     * A 95 % interval.
     *
     * @param pct half-width in per cent of the value, null where nothing was quantified; nothing emitted is certain
     */
    record Interval(
            @Nullable BigDecimal pct,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {
        static Interval of(BigDecimal value, @Nullable BigDecimal relative) {
            if (relative == null) {
                BigDecimal limit = value.signum() == 0 ? BigDecimal.ZERO : null;
                return new Interval(null, limit, limit);
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
        if (total.signum() == 0 || lines.stream().anyMatch(Uncertainty::isUnknown)) {
            return null;
        }
        List<BigDecimal> errors = new ArrayList<>();
        Map<String, BigDecimal> shared = new LinkedHashMap<>();
        for (Line line : lines) {
            BigDecimal emitted = line.gases().total();
            BigDecimal amount = line.error().amount();
            if (amount != null) {
                errors.add(emitted.multiply(amount, Decimals.CONTEXT));
            }
            figures(line)
                    .forEach((figure, relative) ->
                            shared.merge(figure, emitted.multiply(relative, Decimals.CONTEXT), Decimals::plus));
        }
        errors.addAll(shared.values());
        return Decimals.over(quadrature(errors), total);
    }

    private static Map<String, BigDecimal> figures(Line line) {
        Map<String, BigDecimal> figures = line.error().figures();
        return figures == null ? Map.of() : figures;
    }

    /** Whether something is emitted of which nobody says how uncertain the factor is. */
    static boolean isUnknown(Line line) {
        return line.error().figures() == null && line.gases().total().signum() != 0;
    }

    /** The figures whose error several lines share, with the lines. */
    static Map<String, List<Integer>> correlated(List<Line> lines) {
        Map<String, List<Integer>> byFigure = new LinkedHashMap<>();
        for (Line line : lines) {
            figures(line).forEach((figure, relative) -> {
                if (relative.signum() != 0) {
                    byFigure.computeIfAbsent(figure, key -> new ArrayList<>())
                            .add(line.activity().index());
                }
            });
        }
        byFigure.values().removeIf(indexes -> indexes.size() < 2);
        return byFigure;
    }

    static @Nullable BigDecimal fromPercent(@Nullable BigDecimal pct) {
        return pct == null ? null : pct.scaleByPowerOfTen(-2);
    }
}
