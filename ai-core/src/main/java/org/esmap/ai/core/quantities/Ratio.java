package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import tech.units.indriya.function.RationalNumber;

/** A positive fraction of integers: the size of a unit in its coherent SI unit. */
record Ratio(BigInteger over, BigInteger under) {
    static final Ratio ONE = new Ratio(BigInteger.ONE, BigInteger.ONE);

    Ratio {
        BigInteger shared = over.gcd(under);
        over = over.divide(shared);
        under = under.divide(shared);
    }

    static Ratio of(BigDecimal value) {
        return value.scale() > 0
                ? new Ratio(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : new Ratio(value.toBigIntegerExact(), BigInteger.ONE);
    }

    /** Takes over the number types that indriya calculates with. */
    static Ratio of(Number number) {
        return number instanceof RationalNumber rational
                ? new Ratio(rational.getDividend(), rational.getDivisor())
                : of(new BigDecimal(number.toString()));
    }

    RationalNumber toRational() {
        return RationalNumber.of(over, under);
    }

    Ratio dividedBy(Ratio other) {
        return new Ratio(over.multiply(other.under), under.multiply(other.over));
    }

    /** {@code value} times this; rounded once, to 34 digits, where the division does not end. */
    BigDecimal times(BigDecimal value) {
        BigDecimal product = value.multiply(new BigDecimal(over));
        BigDecimal quotient = under.equals(BigInteger.ONE)
                ? product.round(MathContext.DECIMAL128)
                : product.divide(new BigDecimal(under), MathContext.DECIMAL128);
        return quotient.signum() == 0 ? BigDecimal.ZERO : quotient;
    }
}
