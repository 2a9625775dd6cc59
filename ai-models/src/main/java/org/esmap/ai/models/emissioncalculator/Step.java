package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.List;

/**
 * One step of a calculation that anyone can repeat: the operands, joined by the operator from left to right, give the
 * result.
 */
record Step(String what, String operator, List<BigDecimal> operands, BigDecimal result, String unit) {
    static final String TIMES = "×";
    static final String OVER = "÷";
    static final String PLUS = "+";
    static final String CO2E = "kg CO2e";

    Step {
        operands = operands.stream().map(Decimals::plain).toList();
        result = Decimals.plain(result);
    }

    /** Multiplies {@code a} by {@code b}. */
    static Step times(String what, BigDecimal a, BigDecimal b, String unit) {
        return new Step(what, TIMES, List.of(a, b), Decimals.times(a, b), unit);
    }

    static Step over(String what, BigDecimal a, BigDecimal b, String unit) {
        return new Step(what, OVER, List.of(a, b), Decimals.over(a, b), unit);
    }

    static Step sum(String what, List<BigDecimal> terms, String unit) {
        return new Step(what, PLUS, terms, terms.stream().reduce(BigDecimal.ZERO, Decimals::plus), unit);
    }

    /** The step in one line, such as {@code 1000 × 0.177 = 177 kg CO2e}. */
    String formula() {
        StringBuilder formula = new StringBuilder();
        for (BigDecimal operand : operands) {
            formula.append(formula.isEmpty() ? "" : " " + operator + " ").append(operand.toPlainString());
        }
        return formula.append(" = ")
                .append(result.toPlainString())
                .append(' ')
                .append(unit)
                .toString();
    }
}
