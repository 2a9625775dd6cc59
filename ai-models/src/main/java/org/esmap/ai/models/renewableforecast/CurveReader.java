package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import org.esmap.ai.core.failure.AiException;

/** Reads a power curve of the caller's: points {@code {windMs, powerKw}} or pairs {@code [windMs, powerKw]}. */
final class CurveReader {
    private static final double LEAST_KW = 0.001;
    private static final double CALM_MS = 0.5;

    private CurveReader() {}

    /**
     * @throws AiException with {@code INVALID_INPUT} where speeds do not rise, no point makes power, or a calm makes half of it
     */
    static PowerCurve read(JsonNode points) {
        double[] speeds = new double[points.size()];
        double[] powers = new double[points.size()];
        for (int i = 0; i < speeds.length; i++) {
            JsonNode point = points.get(i);
            speeds[i] = point.isArray()
                    ? point.get(0).doubleValue()
                    : point.get("windMs").doubleValue();
            powers[i] = point.isArray()
                    ? point.get(1).doubleValue()
                    : point.get("powerKw").doubleValue();
            if (i > 0 && speeds[i] <= speeds[i - 1]) {
                throw AiException.invalid(
                        "/wind/curve/" + i,
                        "expected rising wind speeds, found " + speeds[i] + " after " + speeds[i - 1]);
            }
        }
        PowerCurve curve = PowerCurve.untilCutOut(speeds, powers);
        if (curve.highestKw() < LEAST_KW) {
            throw AiException.invalid(
                    "/wind/curve", "expected a point with power of at least " + LEAST_KW + " kW, found none");
        }
        if (curve.halfPowerMs() < CALM_MS) {
            throw AiException.invalid(
                    "/wind/curve",
                    "expected less than half of the highest power in a calm below " + CALM_MS
                            + " m/s, found half of it at " + curve.halfPowerMs() + " m/s");
        }
        return curve;
    }
}
