package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.KNOWN;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.answerTo;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.codes;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.of;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.solar;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.withHistory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class HistoryWarningsTest {
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
    void saysThatTheHistoryIsTooShortToMeasureSkill() {
        JsonNode answer = answerTo(2 * 24, 1);
        assertThat(answer.get("method").toString()).contains("History: bias factor");
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
        assertThat(codes(answerTo(i -> i % 24 < 12 ? 400 : 0))).contains("power-from-nothing");
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
        JsonNode answer = OpenForecast.answer(withHistory(
                input,
                Math.max(0, hours),
                KNOWN,
                i -> of(untaught, i - hours, "p50") * (0.7 + 0.2 * random.nextDouble())));
        return StreamSupport.stream(answer.get("warnings").spliterator(), false)
                .filter(warning -> warning.get("code").textValue().equals("history-shifted"))
                .map(warning -> warning.get("detail").textValue())
                .findAny()
                .orElse("");
    }
}
