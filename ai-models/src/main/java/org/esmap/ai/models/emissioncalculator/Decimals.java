package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Decimal arithmetic of 34 digits (IEEE 754 decimal128). */
final class Decimals {
    static final MathContext CONTEXT = MathContext.DECIMAL128;

    private Decimals() {}

    static BigDecimal times(BigDecimal a, BigDecimal b) {
        return a.multiply(b, CONTEXT);
    }

    static BigDecimal over(BigDecimal a, BigDecimal b) {
        return a.divide(b, CONTEXT);
    }

    static BigDecimal plus(BigDecimal a, BigDecimal b) {
        return a.add(b, CONTEXT);
    }

    /** The same number without trailing zeros and without an exponent for whole numbers. */
    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static @Nullable BigDecimal plainOrNull(@Nullable BigDecimal value) {
        return value == null ? null : plain(value);
    }

    static String text(BigDecimal value) {
        return plain(value).toPlainString();
    }
}
