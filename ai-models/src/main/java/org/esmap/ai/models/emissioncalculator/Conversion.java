package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.List;
import org.esmap.ai.core.quantities.NamedUnit;

/** Conversion of an amount from one unit to another, with its step. */
final class Conversion {
    private Conversion() {}

    /** The amount in {@code to}; adds a step unless the units are the same. */
    static BigDecimal convert(BigDecimal amount, NamedUnit from, NamedUnit to, List<Step> steps) {
        if (from.equals(to)) {
            return amount;
        }
        BigDecimal one = from.convert(BigDecimal.ONE, to);
        BigDecimal result = from.convert(amount, to);
        String what = "amount: 1 " + from.symbol() + " = " + Decimals.text(one) + " " + to.symbol();
        steps.add(new Step(what, Step.TIMES, List.of(amount, one), result, to.symbol()));
        return result;
    }
}
