package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.List;

/** Sums over lines. Location based and market based stand side by side and are never added. */
record Totals(GasLedger gases, BigDecimal scope1, BigDecimal location, BigDecimal market, BigDecimal scope3) {
    static Totals of(List<Line> lines) {
        GasLedger gases = lines.stream().map(Line::gases).reduce(GasLedger.EMPTY, GasLedger::plus);
        return new Totals(
                gases,
                scope(lines, 1),
                scope(lines, 2),
                lines.stream()
                        .map(Line::marketCo2eKg)
                        .filter(java.util.Objects::nonNull)
                        .reduce(BigDecimal.ZERO, Decimals::plus),
                scope(lines, 3));
    }

    private static BigDecimal scope(List<Line> lines, int scope) {
        return lines.stream()
                .filter(line -> line.scope() == scope)
                .map(line -> line.gases().total())
                .reduce(BigDecimal.ZERO, Decimals::plus);
    }

    /** All scopes, scope 2 by location. */
    BigDecimal byLocation() {
        return gases.total();
    }

    /** All scopes, scope 2 by market. */
    BigDecimal byMarket() {
        return Decimals.plus(Decimals.plus(scope1, market), scope3);
    }
}
