package org.esmap.ai.models.renewableforecast;

import java.util.Map;
import java.util.TreeMap;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;

/** The turbine types of {@code turbines.json}, by name. */
record Turbines(String source, String licence, Map<String, Type> turbines) {
    /** A turbine type; {@code windMs} and {@code powerKw} are its curve at 1.225 kg/m³. */
    record Type(
            String manufacturer,
            String name,
            double nominalKw,
            double rotorM,
            String source,
            double[] windMs,
            double[] powerKw) {
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
