package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for every plant and any weather. */
class ForecastPropertiesTest {
    private static final String START = "2026-03-01T00:00:00+01:00";
    private static final List<String> LEVELS = List.of("p05", "p10", "p25", "p50", "p75", "p90", "p95");

    @Property(tries = 60)
    void ordersSolarQuantilesAndDarkensTheNight(
            @ForAll @DoubleRange(min = -89, max = 89) double lat,
            @ForAll @DoubleRange(min = -180, max = 180) double lon,
            @ForAll @DoubleRange(min = 0, max = 90) double tilt,
            @ForAll @DoubleRange(min = 0, max = 360) double azimuth,
            @ForAll @DoubleRange(min = 0.5, max = 2) double dcAc,
            @ForAll @IntRange(max = 364) int day,
            @ForAll Random random) {
        ObjectNode input = OpenForecast.request("solar", lat, lon, 1234.5);
        input.putObject("pv").put("tiltDeg", tilt).put("azimuthDeg", azimuth).put("dcAc", dcAc);
        for (int h = 0; h < 48; h++) {
            OpenForecast.row(input, hour(24 * day + h), random.nextDouble() * 60 - 25, random.nextDouble() * 25)
                    .put("ghi", random.nextDouble() * 1300);
        }
        for (JsonNode entry : series(input, random)) {
            keepsBounds(entry, 1234.5);
            if (entry.get("sunZenithDeg").doubleValue() >= 90) {
                LEVELS.forEach(
                        level -> assertThat(entry.get(level).doubleValue()).isZero());
                assertThat(entry.get("physicsKw").doubleValue()).isZero();
                assertThat(entry.get("clearSkyKw").doubleValue()).isZero();
            }
        }
    }

    @Property(tries = 60)
    void ordersWindQuantilesAndStopsInStorms(
            @ForAll @DoubleRange(min = 20, max = 200) double hub,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 1.5) double roughness,
            @ForAll @DoubleRange(min = 100, max = 50_000) double capacity,
            @ForAll Random random) {
        ObjectNode input = OpenForecast.request("wind", 54, 8, capacity);
        input.putObject("wind")
                .put("turbine", "V126/3300")
                .put("hubHeightM", hub)
                .put("roughnessM", roughness);
        for (int h = 0; h < 48; h++) {
            OpenForecast.row(input, hour(h), random.nextDouble() * 60 - 25, random.nextDouble() * 40)
                    .put("windHeightM", 10);
        }
        for (JsonNode entry : series(input, random)) {
            keepsBounds(entry, capacity);
            if (entry.get("hubWindMs").doubleValue() > 22.51) {
                LEVELS.forEach(
                        level -> assertThat(entry.get(level).doubleValue()).isZero());
            }
        }
    }

    /** A time at the end of an interval means the same as one at its start. */
    @Property(tries = 20)
    void seesTheSameSunByEitherLabel(
            @ForAll @DoubleRange(min = 1, max = 1000) double ghi, @ForAll @IntRange(max = 8000) int at) {
        JsonNode byStart = OpenForecast.answer(labelled("start", at, ghi)).at("/series/0");
        JsonNode byEnd = OpenForecast.answer(labelled("end", at + 1, ghi)).at("/series/0");
        assertThat(byEnd.get("sunZenithDeg").doubleValue())
                .isEqualTo(byStart.get("sunZenithDeg").doubleValue(), within(1e-9));
        assertThat(byEnd.get("p50").doubleValue()).isEqualTo(byStart.get("p50").doubleValue(), within(1e-9));
    }

    private static ObjectNode labelled(String label, int hour, double ghi) {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        input.put("label", label);
        OpenForecast.row(input, hour(hour), 15, 3).put("ghi", ghi);
        return input;
    }

    private static String hour(int hours) {
        return OffsetDateTime.parse(START).plusHours(hours).toString();
    }

    /** The answer to {@code input} with all quantiles and, half of the time, a history that fits badly. */
    private static JsonNode series(ObjectNode input, Random random) {
        ArrayNode levels = input.putArray("quantiles");
        List.of(0.05, 0.25, 0.75, 0.95).forEach(levels::add);
        if (random.nextBoolean()) {
            ArrayNode history = input.putArray("history");
            double capacity = input.at("/site/capacityKw").doubleValue();
            for (int i = 0; i < 40; i++) {
                history.addObject()
                        .put("time", input.at("/weather/" + i + "/time").textValue())
                        .put("powerKw", random.nextDouble() * capacity);
            }
        }
        return OpenForecast.answer(input).get("series");
    }

    private static void keepsBounds(JsonNode entry, double capacity) {
        double before = 0;
        for (String level : LEVELS) {
            double value = entry.get(level).doubleValue();
            assertThat(value).as(level).isBetween(before, capacity);
            before = value;
        }
    }
}
