package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.StreamSupport;
import org.esmap.ai.core.model.Prediction;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int DAYS = 20;
    private static final int KNOWN = 15 * 24;

    @Test
    void learnsThatAPlantMakesFourFifths() {
        ObjectNode input = solar();
        JsonNode untaught = OpenForecast.answer(input);
        Random random = new Random(3);
        ArrayNode history = input.putArray("history");
        for (int i = 0; i < KNOWN; i++) {
            double power =
                    0.8 * untaught.at("/series/" + i + "/p50").doubleValue() * (1 + 0.02 * random.nextGaussian());
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", power);
        }
        JsonNode taught = OpenForecast.answer(input);
        int noon = 17 * 24 + 12;
        double before = untaught.at("/series/" + noon + "/p50").doubleValue();
        double after = taught.at("/series/" + noon + "/p50").doubleValue();
        assertThat(after / before).isEqualTo(0.8, within(0.04));
        assertThat(width(taught, noon)).isLessThan(0.6 * width(untaught, noon));
        JsonNode skill = taught.get("skill");
        assertThat(skill.get("vsPersistence").doubleValue()).isBetween(0.3, 1.0);
        assertThat(skill.get("vsClimatology").doubleValue()).isBetween(0.3, 1.0);
        assertThat(skill.get("coverage").doubleValue()).isBetween(0.5, 1.0);
        assertThat(skill.get("pinball").doubleValue()).isPositive();
    }

    /** A history of noise must not be told as skill. */
    @Test
    void reportsThatItDoesNotBeatTheMeanOfNoise() {
        ObjectNode input = solar();
        Random random = new Random(5);
        ArrayNode history = input.putArray("history");
        for (int i = 0; i < KNOWN; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", random.nextDouble() * 1000);
        }
        assertThat(OpenForecast.answer(input).at("/skill/vsClimatology").doubleValue())
                .isLessThan(0.1);
    }

    @Test
    void saysThatAHistoryWithoutItsWeatherTeachesNothing() {
        ObjectNode input = solar();
        input.putArray("history")
                .addObject()
                .put("time", "2020-01-01T00:00:00Z")
                .put("powerKw", 1);
        JsonNode answer = OpenForecast.answer(input);
        assertThat(answer.get("warnings").toString()).contains("history-too-short");
        assertThat(answer.at("/skill/vsPersistence").isNull()).isTrue();
    }

    @Test
    void namesTheHistoryAsMethodOnlyWhereItTeaches() {
        assertThat(method(answerTo(12, 1))).doesNotContain("History");
        assertThat(method(answerTo(KNOWN, 1))).contains("History: bias factor");
    }

    @Test
    void saysThatTheHistoryIsTooShortToMeasureSkill() {
        JsonNode answer = answerTo(2 * 24, 1);
        assertThat(method(answer)).contains("History: bias factor");
        assertThat(answer.at("/skill/intervals").intValue()).isZero();
        assertThat(codes(answer)).containsExactly("skill-not-measured");
    }

    @Test
    void saysThatAHistoryInMegawattsIsUnlikeTheForecast() {
        assertThat(codes(answerTo(KNOWN, 0.001))).containsExactly("history-unlike-forecast");
        assertThat(codes(answerTo(KNOWN, 0.5))).isEmpty();
    }

    @Test
    void saysThatAHistoryHasPowerAtNight() {
        ObjectNode input = solar();
        ArrayNode history = input.putArray("history");
        for (int i = 0; i < KNOWN; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", i % 24 < 12 ? 400 : 0);
        }
        assertThat(codes(OpenForecast.answer(input))).contains("power-from-nothing");
    }

    /** The mean of equal hours differs from them by rounding alone: no figure of skill against it. */
    @Test
    void hasNoSkillAgainstAReferenceThatIsRight() {
        ObjectNode input = solar();
        ArrayNode history = input.putArray("history");
        for (int i = 0; i < KNOWN; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", 400 * Math.max(0, Math.sin(Math.PI * (i % 24 - 5.3) / 16)));
        }
        JsonNode skill = OpenForecast.answer(input).get("skill");
        assertThat(skill.get("vsPersistence").isNull()).isTrue();
        assertThat(skill.get("vsClimatology").isNull()).isTrue();
        assertThat(skill.get("pinball").doubleValue()).isPositive();
    }

    /** Each way to be no more than held back is told; what is only less, rounded or the same every day is not. */
    @Test
    void saysThatAPlantWasHeldBackOrStoodStill() {
        Random random = new Random(7);
        assertThat(codes(answerTo(KNOWN, power -> Math.min(power, 250)))).containsExactly("history-held-back");
        assertThat(codes(answerTo(KNOWN, power -> random.nextDouble() < 0.2 ? 0 : power)))
                .containsExactly("history-held-back");
        assertThat(codes(answerTo(KNOWN, power -> Math.min(power * (0.8 + 0.1 * random.nextDouble()), 300))))
                .containsExactly("history-held-back");
    }

    @Test
    void takesNoPlantForHeldBackThatMakesLess() {
        Random random = new Random(9);
        assertThat(codes(answerTo(KNOWN, power -> power))).isEmpty();
        assertThat(codes(answerTo(KNOWN, power -> 0.5 * power))).isEmpty();
        assertThat(codes(answerTo(KNOWN, power -> power * (0.4 + 0.4 * random.nextDouble()))))
                .isEmpty();
        assertThat(codes(answerTo(KNOWN, power -> 100 * Math.round(power * (0.4 + 0.6 * random.nextDouble()) / 100))))
                .isEmpty();
        assertThat(codes(answerTo(KNOWN, power -> Math.min(power, 950)))).isEmpty();
    }

    /** The inverter holds power back, not the grid: what it cuts off is no bias. */
    @Test
    void learnsNoBiasFromAPlantThatItsInverterLimits() {
        ObjectNode input = solar();
        ((ObjectNode) input.get("pv")).put("dcAc", 2);
        JsonNode untaught = OpenForecast.answer(input);
        JsonNode taught = OpenForecast.answer(withHistory(input, untaught, "p50"));
        assertThat(codes(taught)).isEmpty();
        for (int i = KNOWN; i < DAYS * 24; i++) {
            double median = untaught.at("/series/" + i + "/p50").doubleValue();
            assertThat(taught.at("/series/" + i + "/p50").doubleValue()).isEqualTo(median, within(0.01 * median));
            assertThat(width(taught, i)).isLessThanOrEqualTo(width(untaught, i));
        }
        assertThat(codes(OpenForecast.answer(withHistory(input, untaught, "physicsKw"))))
                .isEmpty();
    }

    private static ObjectNode withHistory(ObjectNode input, JsonNode answer, String member) {
        ObjectNode with = input.deepCopy();
        ArrayNode history = with.putArray("history");
        for (int i = 0; i < KNOWN; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", answer.at("/series/" + i + "/" + member).doubleValue());
        }
        return with;
    }

    @Test
    void saysThatAHistoryIsShifted() {
        assertThat(shiftedBy(0)).isEmpty();
        assertThat(shiftedBy(1)).contains("60 minutes earlier");
        assertThat(shiftedBy(-2)).contains("120 minutes later");
        assertThat(shiftedBy(6)).contains("360 minutes earlier");
    }

    /** What is said of a shift of the untaught median by so many hours, under some noise. */
    private static String shiftedBy(int hours) {
        ObjectNode input = solar();
        JsonNode untaught = OpenForecast.answer(input);
        Random random = new Random(11);
        ArrayNode history = input.putArray("history");
        for (int i = Math.max(0, hours); i < KNOWN; i++) {
            double power =
                    untaught.at("/series/" + (i - hours) + "/p50").doubleValue() * (0.7 + 0.2 * random.nextDouble());
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put("powerKw", power);
        }
        return StreamSupport.stream(OpenForecast.answer(input).get("warnings").spliterator(), false)
                .filter(warning -> warning.get("code").textValue().equals("history-shifted"))
                .map(warning -> warning.get("detail").textValue())
                .findAny()
                .orElse("");
    }

    /** With the untaught median times {@code factor} as the history of the first {@code hours}. */
    private static JsonNode answerTo(int hours, double factor) {
        return answerTo(hours, power -> factor * power);
    }

    /** With what {@code made} makes of the untaught median as the history of the first {@code hours}. */
    private static JsonNode answerTo(int hours, DoubleUnaryOperator made) {
        ObjectNode input = solar();
        JsonNode untaught = OpenForecast.answer(input);
        ArrayNode history = input.putArray("history");
        for (int i = 0; i < hours; i++) {
            history.addObject()
                    .put("time", input.at("/weather/" + i + "/time").textValue())
                    .put(
                            "powerKw",
                            made.applyAsDouble(
                                    untaught.at("/series/" + i + "/p50").doubleValue()));
        }
        return OpenForecast.answer(input);
    }

    private static String method(JsonNode answer) {
        return answer.get("method").toString();
    }

    private static List<String> codes(JsonNode answer) {
        return answer.get("warnings").findValuesAsText("code");
    }

    @Test
    void hasNoSkillToReportWithoutHistory() {
        assertThat(OpenForecast.answer(solar()).get("skill").isNull()).isTrue();
    }

    @Test
    void fallsBackOnPhysicsAndSaysSo() {
        Prediction substitute = OpenForecast.MODEL.fallback(OpenForecast.PREDICTOR, OpenForecast.query(solar()));
        assertThat(substitute.degraded()).isTrue();
        JsonNode entry = OpenForecast.json(substitute.output()).at("/series/12");
        assertThat(entry.get("p10").doubleValue())
                .isPositive()
                .isLessThan(entry.get("physicsKw").doubleValue());
    }

    private static double width(JsonNode answer, int i) {
        return answer.at("/series/" + i + "/p90").doubleValue()
                - answer.at("/series/" + i + "/p10").doubleValue();
    }

    /** Days of changing cloud in June. */
    private static ObjectNode solar() {
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
}
