package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.esmap.ai.core.failure.AiException;

/**
 * What the plant made, by the instants of the caller's labels.
 *
 * @param powerKw never below 0: a plant's own consumption counts as no power
 */
record History(TreeMap<Instant, Double> powerKw) {
    private static final double MOST = 1.2;

    /**
     * @param rows the member {@code history}, an array that passed the schema, or a missing node
     * @throws AiException with {@code INVALID_INPUT} for times that do not rise or lie between the weather's, and for power
     *     beyond the plant's means
     */
    static History read(JsonNode rows, Weather weather, double capacityKw) {
        TreeMap<Instant, Double> powerKw = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String pointer = "/history/" + i;
            Instant time = WeatherReader.time(rows.get(i).get("time").textValue(), pointer + "/time")
                    .toInstant();
            if (!powerKw.isEmpty() && !time.isAfter(powerKw.lastKey())) {
                throw AiException.invalid(
                        pointer + "/time",
                        "expected rising times without duplicates, found " + time + " after " + powerKw.lastKey());
            }
            if (!weather.meets(time)) {
                throw AiException.invalid(
                        pointer + "/time",
                        "expected a time that lies whole intervals of "
                                + weather.step().toSeconds()
                                + " s from those of the weather, found " + time
                                + ". Average finer values over the weather's intervals");
            }
            double power = rows.get(i).get("powerKw").doubleValue();
            if (Math.abs(power) > MOST * capacityKw) {
                throw AiException.invalid(
                        pointer + "/powerKw",
                        "expected at most " + MOST + " times the capacity, found " + power + " kW",
                        -MOST * capacityKw + " to " + MOST * capacityKw + " kW");
            }
            powerKw.put(time, Math.max(0, power));
        }
        return new History(powerKw);
    }

    Map<Instant, Double> byTime() {
        return powerKw;
    }

    boolean isEmpty() {
        return powerKw.isEmpty();
    }
}
