package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Query;
import org.junit.jupiter.api.Test;

/** What is answered, and said, where a request leaves something open. */
class AssumptionsTest {
    @Test
    void saysWhichPartOfTheOrientationIsAssumed() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        OpenForecast.row(input, "2026-06-01T12:00:00Z", 20, 2).put("ghi", 700);
        assertThat(warnings(input))
                .contains("lean by the latitude, at most 60 degrees: 48.0", "face the equator: 180.0");
        input.putObject("pv").put("tiltDeg", 10);
        assertThat(warnings(input)).contains("face the equator").doesNotContain("latitude");
        input.putObject("pv").put("azimuthDeg", 90);
        assertThat(warnings(input)).contains("latitude").doesNotContain("equator");
        input.putObject("pv").put("tiltDeg", 0);
        assertThat(warnings(input)).isEqualTo("[]");
    }

    /** The mean of an hour in which the sun sets has light, though it is down in the middle. */
    @Test
    void takesTheLightBeforeSunsetForWhatItIs() {
        ObjectNode input = OpenForecast.request("solar", 47.99, 7.85, 1000);
        input.putObject("pv").put("tiltDeg", 30).put("azimuthDeg", 180);
        ObjectNode row = OpenForecast.row(input, "2026-02-03T17:00:00+01:00", 5, 2);
        row.put("ghi", 3).put("dni", 25.1).put("dhi", 1.7);
        assertThat(warnings(input)).isEqualTo("[]");
        row.put("time", "2026-02-03T19:00:00+01:00");
        assertThat(warnings(input)).contains("light-at-night");
    }

    /** What the irradiance does after the horizon is known where the weather is. */
    @Test
    void answersAnIntervalAlikeWhateverTheHorizon() {
        ObjectNode input = OpenForecast.request("solar", 48, 8, 1000);
        input.putObject("pv").put("tiltDeg", 30).put("azimuthDeg", 180);
        OffsetDateTime start = OffsetDateTime.parse("2026-06-01T00:00:00+02:00");
        for (int h = 0; h < 24; h++) {
            OpenForecast.row(input, start.plusHours(h).toString(), 20, 2)
                    .put("ghi", 800 * Math.max(0, Math.sin(Math.PI * (h - 5) / 16)));
        }
        JsonNode day = OpenForecast.answer(input).get("series");
        for (int hours : new int[] {1, 9, 18, 19, 23}) {
            JsonNode part = OpenForecast.json(OpenForecast.MODEL
                            .predict(
                                    OpenForecast.PREDICTOR,
                                    new Query(
                                            input,
                                            OpenForecast.object().put("horizonHours", hours),
                                            Deadline.after(Duration.ofMinutes(1))))
                            .output())
                    .get("series");
            assertThat(part).hasSize(hours);
            assertThat(part.get(hours - 1)).isEqualTo(day.get(hours - 1));
        }
    }

    /** Where the inverter of the plants that were learned from hardly runs, it is no measure of another's. */
    @Test
    void expectsLittleOfLightInWhichInvertersHardlyRun() {
        for (double dcAc : new double[] {1.2, 2, 3, 5}) {
            for (double plane = 4; plane < 12; plane += 0.05) {
                ObjectNode input = OpenForecast.request("solar", 0, 0, 1000);
                input.putObject("pv").put("dcAc", dcAc);
                OpenForecast.row(input, "2026-06-15T12:00:00Z", 10, 2).put("poa", plane);
                assertThat(OpenForecast.answer(input).at("/series/0/p90").doubleValue())
                        .as("%s W/m2 at %s", plane, dcAc)
                        .isLessThan(1000 * 4 * dcAc * plane / 1000);
            }
        }
    }

    @Test
    void advisesACapacityForTheLimitedOnlyWhereModulesStay() {
        assertThat(heldBack("solar")).contains("with pv.dcKw and pv.dcAc as they are");
        assertThat(heldBack("wind")).contains("leave them out of the history").doesNotContain("capacityKw");
    }

    private static String heldBack(String technology) {
        ObjectNode input = OpenForecast.request(technology, 48, 8, 20_000);
        boolean solar = technology.equals("solar");
        if (!solar) {
            input.putObject("wind").put("turbine", "V80/2000").put("hubHeightM", 80);
        }
        OffsetDateTime start = OffsetDateTime.parse("2026-06-01T00:00:00+02:00");
        var history = OpenForecast.object().putArray("history");
        for (int i = 0; i < 10 * 24; i++) {
            String time = start.plusHours(i).toString();
            double wave = 0.5 + 0.5 * Math.sin(i * 0.7);
            double light = Math.max(0, Math.sin(Math.PI * (i % 24 - 5) / 16));
            ObjectNode row = OpenForecast.row(input, time, 20, 4 + 9 * wave);
            if (solar) {
                row.put("poa", 900 * light * (0.5 + 0.5 * wave));
            }
            history.addObject().put("time", time).put("powerKw", solar && light == 0 ? 0 : 2_000);
        }
        input.set("history", history);
        return warnings(input);
    }

    private static String warnings(ObjectNode input) {
        return OpenForecast.answer(input).get("warnings").toString();
    }
}
