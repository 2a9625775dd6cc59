package org.esmap.ai.models.renewableforecast;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;

/** The turbine types of {@code turbines.json}, by name. */
record Turbines(String source, String licence, Map<String, Type> turbines) {
    /** The highest power of a type is its nominal one, give or take what a measured curve strays. */
    private static final double MOST_OF_NOMINAL = 1.2;

    /** A turbine type; {@code windMs} and {@code powerKw} are its curve at 1.225 kg/m³. */
    record Type(
            String manufacturer,
            String name,
            double nominalKw,
            double rotorM,
            String source,
            double[] windMs,
            double[] powerKw) {
        Type {
            if (!PowerCurve.isOne(windMs, powerKw) || !(nominalKw > 0) || !isPowerOf(nominalKw, powerKw)) {
                throw new IllegalArgumentException("The turbine '" + name + "' needs rising wind speeds of "
                        + "0 to 120 m/s, as many powers from 0 to " + MOST_OF_NOMINAL
                        + " times its nominal one, and that above 0");
            }
        }

        private static boolean isPowerOf(double nominalKw, double[] powerKw) {
            double highest = Arrays.stream(powerKw).max().orElse(0);
            return highest > 0 && highest <= MOST_OF_NOMINAL * nominalKw;
        }

        PowerCurve curve() {
            return PowerCurve.untilCutOut(windMs, powerKw);
        }
    }

    Turbines {
        turbines = new TreeMap<>(turbines);
    }

    static Turbines of(Bundle bundle) {
        return bundle.json("turbines.json", Turbines.class);
    }

    /**
     * The type called {@code name}.
     *
     * @throws AiException with {@code INVALID_INPUT} listing the known types
     */
    Type type(String name) {
        Type type = turbines.get(name);
        if (type == null) {
            throw AiException.invalid(
                    "/wind/turbine", "expected a known turbine type or a curve, found '" + name + "'", known());
        }
        return type;
    }

    private String known() {
        return String.join(", ", turbines.keySet());
    }
}
