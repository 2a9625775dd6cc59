package org.esmap.ai.core.quantities;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import javax.measure.Dimension;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;

/** A key for the dimension of a unit that does not depend on the order in which the unit was put together. */
final class Dimensions {
    private Dimensions() {}

    static String key(Unit<?> unit) {
        Map<String, Integer> powers = new TreeMap<>();
        collect(unit.getDimension(), 1, powers);
        powers.values().removeIf(power -> power == 0);
        return powers.toString();
    }

    /** A key for what a unit is: its dimension, and what one and none of it are in SI. */
    static String meaning(Unit<?> unit) {
        UnitConverter toSi = toSi(unit);
        return key(unit) + ' ' + Ratio.of(toSi.convert(BigDecimal.ONE)) + ' ' + toSi.convert(BigDecimal.ZERO);
    }

    /** Whether none of a unit is something in SI, as of °C: it has no products, quotients or powers. */
    static boolean hasOffset(Unit<?> unit) {
        return !toSi(unit).isLinear();
    }

    private static UnitConverter toSi(Unit<?> unit) {
        try {
            return unit.getConverterToAny(unit.getSystemUnit());
        } catch (IncommensurableException e) {
            throw new IllegalStateException(unit + " does not convert to its own SI unit", e);
        }
    }

    private static void collect(Dimension dimension, int power, Map<String, Integer> powers) {
        Map<? extends Dimension, Integer> bases = dimension.getBaseDimensions();
        if (bases == null || bases.isEmpty()) {
            if (!dimension.toString().equals("one")) {
                powers.merge(dimension.toString(), power, Integer::sum);
            }
            return;
        }
        bases.forEach((base, exponent) -> collect(base, power * exponent, powers));
    }
}
