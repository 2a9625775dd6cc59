package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** A solar plant in {@link #DAYS} days of changing cloud in June, and what it is said to have made of the first of them. */
final class TaughtPlant {
    static final int DAYS = 20;

    /** The hours of which a history tells, if of no fewer. */
    static final int KNOWN = 15 * 24;

    private TaughtPlant() {}

    /** Without a history. */
    static ObjectNode solar() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        input.putObject("pv").put("tiltDeg", 20).put("azimuthDeg", 180);
        OffsetDateTime start = OffsetDateTime.parse("2026-06-01T00:00:00+02:00");
        Random random = new Random(1);
        for (int d = 0; d < DAYS; d++) {
            double cloud = 0.3 + 0.7 * random.nextDouble();
            for (int h = 0; h < 24; h++) {
                double ghi = 900 * cloud * Math.max(0, Math.sin(Math.PI * (h - 5) / 16));
                OpenForecast.row(input, start.plusDays(d).plusHours(h).toString(), 20, 2)
                        .put("ghi", ghi);
            }
        }
        return input;
    }

    /** With the power, in kW, that was measured in the hours {@code from} until {@code to}. */
    static ObjectNode withHistory(ObjectNode input, int from, int to, IntToDoubleFunction powerKw) {
        ObjectNode with = input.deepCopy();
        ArrayNode history = with.putArray("history");
        for (int i = from; i < to; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", powerKw.applyAsDouble(i));
        }
        return with;
    }

    /** The answer to a history of the known hours. */
    static JsonNode answerTo(IntToDoubleFunction powerKw) {
        return OpenForecast.answer(withHistory(solar(), 0, KNOWN, powerKw));
    }

    /** With what {@code made} makes of the untaught median as the history of the first {@code hours}. */
    static JsonNode answerTo(int hours, DoubleUnaryOperator made) {
        ObjectNode input = solar();
        JsonNode untaught = OpenForecast.answer(input);
        return OpenForecast.answer(withHistory(input, 0, hours, i -> made.applyAsDouble(of(untaught, i, "p50"))));
    }

    /** With the untaught median times {@code factor} as the history of the first {@code hours}. */
    static JsonNode answerTo(int hours, double factor) {
        return answerTo(hours, power -> factor * power);
    }

    /** A figure of an answer's {@code i}th interval. */
    static double of(JsonNode answer, int i, String member) {
        return answer.at("/series/" + i + "/" + member).doubleValue();
    }

    static List<String> codes(JsonNode answer) {
        return answer.get("warnings").findValuesAsText("code");
    }
}
