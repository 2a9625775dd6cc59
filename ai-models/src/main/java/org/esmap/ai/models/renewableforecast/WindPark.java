package org.esmap.ai.models.renewableforecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Equal turbines.
 *
 * @param curve      of one turbine
 * @param count      of turbines, in parts where the capacity is no multiple of one turbine's
 * @param measured   whether the curve is the caller's own
 * @param hubHeightM above ground
 * @param roughnessM of the ground; null where the power law is to be used
 * @param wakeEff    share of the power left by the wakes of other turbines
 */
record WindPark(
        PowerCurve curve,
        double count,
        boolean measured,
        double hubHeightM,
        @Nullable Double roughnessM,
        double wakeEff) {
    private static final double WHOLE = 0.05;

    /** Turbines in a plant: a whole number where the capacity is within 5 % of one, else the quotient. */
    static double count(double capacityKw, double turbineKw) {
        double quotient = capacityKw / turbineKw;
        double whole = Math.rint(quotient);
        return whole >= 1 && Math.abs(quotient - whole) <= WHOLE * whole ? whole : quotient;
    }

    /** Number and size of the turbines in words. */
    String fleet() {
        return plain(count) + " turbines of up to " + plain(curve.highestKw()) + " kW";
    }

    /** To three decimals, or three digits where it is small. */
    static String plain(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return (value < 1 ? exact.round(new MathContext(3)) : exact.setScale(3, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    double hubWindMs(double speedMs, double heightM, double shearExponent) {
        return roughnessM == null
                ? Air.powerLaw(speedMs, heightM, hubHeightM, shearExponent)
                : Air.logLaw(speedMs, heightM, hubHeightM, roughnessM);
    }

    /** Power of the plant where one turbine makes its curve's highest. */
    double highestKw() {
        return curve.highestKw() * count * wakeEff;
    }
}
