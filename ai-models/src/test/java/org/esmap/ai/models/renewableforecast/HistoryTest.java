package org.esmap.ai.models.renewableforecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.DAYS;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.KNOWN;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.answerTo;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.codes;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.of;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.solar;
import static org.esmap.ai.models.renewableforecast.TaughtPlant.withHistory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.esmap.ai.core.model.Prediction;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void learnsThatAPlantMakesFourFifths() {
        ObjectNode input = solar();
        JsonNode untaught = OpenForecast.answer(input);
        Random random = new Random(3);
        JsonNode taught = OpenForecast.answer(
                withHistory(input, 0, KNOWN, i -> 0.8 * of(untaught, i, "p50") * (1 + 0.02 * random.nextGaussian())));
        int noon = 17 * 24 + 12;
        double before = of(untaught, noon, "p50");
        double after = of(taught, noon, "p50");
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
        Random random = new Random(5);
        assertThat(answerTo(i -> random.nextDouble() * 1000)
                        .at("/skill/vsClimatology")
                        .doubleValue())
                .isLessThan(0.1);
    }

    @Test
    void namesTheHistoryAsMethodOnlyWhereItTeaches() {
        assertThat(method(answerTo(12, 1))).doesNotContain("History");
        assertThat(method(answerTo(KNOWN, 1))).contains("History: bias factor");
    }

    /** The mean of equal hours differs from them by rounding alone: no figure of skill against it. */
    @Test
    void hasNoSkillAgainstAReferenceThatIsRight() {
        JsonNode skill = answerTo(i -> 400 * Math.max(0, Math.sin(Math.PI * (i % 24 - 5.3) / 16)))
                .get("skill");
        assertThat(skill.get("vsPersistence").isNull()).isTrue();
        assertThat(skill.get("vsClimatology").isNull()).isTrue();
        assertThat(skill.get("pinball").doubleValue()).isPositive();
    }

    /** The inverter holds power back, not the grid: what it cuts off is no bias. */
    @Test
    void learnsNoBiasFromAPlantThatItsInverterLimits() {
        ObjectNode input = solar();
        ((ObjectNode) input.get("pv")).put("dcAc", 2);
        JsonNode untaught = OpenForecast.answer(input);
        JsonNode taught = OpenForecast.answer(withHistory(input, 0, KNOWN, i -> of(untaught, i, "p50")));
        assertThat(codes(taught)).isEmpty();
        for (int i = KNOWN; i < DAYS * 24; i++) {
            double median = of(untaught, i, "p50");
            assertThat(of(taught, i, "p50")).isEqualTo(median, within(0.01 * median));
            assertThat(width(taught, i)).isLessThanOrEqualTo(width(untaught, i));
        }
        assertThat(codes(OpenForecast.answer(withHistory(input, 0, KNOWN, i -> of(untaught, i, "physicsKw")))))
                .isEmpty();
    }

    private static String method(JsonNode answer) {
        return answer.get("method").toString();
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
        return of(answer, i, "p90") - of(answer, i, "p10");
    }
}
