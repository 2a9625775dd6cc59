package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class GridOptimizerTest {
    private static final String TWO_BUSES = """
            function mpc = two
            mpc.version = '2';
            %{
            a block that is no part of the case
            %}
            mpc.baseMVA = 100;
            mpc.bus = [1 3 0 0 5 0 1 1 0 230 1 1.1 0.9; 2 1 100 0 0 0 1 1 0 230 1 1.1 0.9];
            mpc.gen = [
            	1	0	0	0	0	1	100	1	200	0; % COW
            	2	0	0	0	0	1	100	1	200	0	% NG
            	2	0	0	0	0	1	100	0	900	0
            ];
            mpc.branch = [1, 2, 0, 0.1, 0, 60, 0, 0, 0, 0, 1, ...
              -360, 360];
            mpc.gencost = [2 0 0 3 0.01 10 0; 2 0 0 2 30 0 0; 2 0 0 2 1 0 0];
            """;

    private static ObjectNode matpower(String text) {
        ObjectNode input = Grid.input("{'network':{},'recommend':false}");
        ((ObjectNode) input.get("network")).put("matpower", text);
        return input;
    }

    @Test
    void readsMatpowerText() {
        JsonNode answer = Grid.solve(matpower(TWO_BUSES));
        // 65 MW at bus 1 (5 of them its shunt), 40 at bus 2 behind the full line.
        assertThat(answer.get("objective").asDouble()).isCloseTo(0.01 * 65 * 65 + 650 + 1200, within(1e-8));
        assertThat(answer.get("dispatch")).hasSize(2);
        assertThat(answer.get("emissions").get("total").asDouble()).isCloseTo(65 * 0.8962 + 40 * 0.3672, within(1e-8));
    }

    @Test
    void refusesACaseThatComputesItsFigures() {
        assertRefused(matpower(TWO_BUSES + "mpc.bus(:, 3) = mpc.bus(:, 3) / 1e3;\n"), "/network/matpower", "computed");
        assertRefused(matpower(TWO_BUSES.replace("= 100;", "= 100/3;")), "/network/matpower", "number");
    }

    @Test
    void namesTheBranchWithoutReactance() {
        assertRefused(matpower(TWO_BUSES.replace("0.1", "0")), "/network/matpower", "branch 1 (1 to 2)");
    }

    @Test
    void refusesTextThatIsNoCase() {
        for (String text : List.of("", "nonsense", "mpc.bus = [", "mpc.baseMVA = 'x'", "mpc.bus = [1 2 3];")) {
            assertThatThrownBy(() -> Grid.solve(matpower(text))).isInstanceOf(AiException.class);
        }
    }

    private static void assertRefused(JsonNode input, String pointer, String words) {
        assertThatThrownBy(() -> Grid.solve(input)).isInstanceOfSatisfying(AiException.class, refusal -> {
            assertThat(refusal.errors()).anyMatch(e -> e.pointer().equals(pointer));
            assertThat(refusal).hasMessageContaining(words);
        });
    }

    @Test
    void refusesAMillionElements() {
        ObjectNode profile = Grid.input("{'network':{'case':'ieee9'}}");
        ArrayNode factors = profile.putObject("horizon").putArray("loadProfile");
        ObjectNode stores = Grid.input("{'network':{'case':'ieee9'}}");
        ArrayNode storages = stores.putArray("storages");
        ObjectNode wind = Grid.input("{'network':{'case':'ieee9'}}");
        ArrayNode available =
                wind.putArray("renewables").addObject().put("bus", 1).putArray("availableMw");
        JsonNode store = Grid.json("{'bus':1,'chargeMw':1,'dischargeMw':1,'energyMwh':1}");
        for (int k = 0; k < 1_000_000; k++) {
            factors.add(1);
            storages.add(store);
            available.add(1);
        }
        assertRefused(profile, "/horizon/steps", "1000000 steps");
        assertRefused(stores, "/storages", "1000000 elements");
        assertRefused(wind, "/renewables/0/availableMw", "1000000 figures");
        StringBuilder text = new StringBuilder("mpc.baseMVA = 100;\nmpc.bus = [\n");
        for (int k = 1; k <= 1_000_000; k++) {
            text.append(k).append(" 1 0 0 0 0 1 1 0 230 1 1 1\n");
        }
        text.append("];\nmpc.gen = [1 0 0 0 0 1 100 1 9 0];\nmpc.branch = [1 2 0 0.1 0 0 0 0 0 0 1];\n")
                .append("mpc.gencost = [2 0 0 2 1 0];\n");
        assertRefused(matpower(text.toString()), "/network/matpower", "Too many buses");
    }

    @Test
    void namesTheInfiniteFigure() {
        assertRefused(matpower(TWO_BUSES.replace("2 1 100", "2 1 Inf")), "/network/matpower", "load of bus 2");
        assertRefused(matpower(TWO_BUSES.replace("0.1", "NaN")), "/network/matpower", "x of branch 1");
        assertRefused(
                matpower(TWO_BUSES.replace("0.01 10 0", "0.01 Inf 0")), "/network/matpower", "cost of generator 1");
    }

    @Test
    void provesEachRecommendationBySolvingAgain() {
        JsonNode answer = Grid.solvePatiently("{'network':{'case':'pglib_case5_pjm'},'convention':'pglib'}");
        JsonNode changes = answer.get("recommendations");
        assertThat(changes).isNotEmpty();
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode change : changes) {
            assertThat(change.get("saving").asDouble()).isPositive().isLessThanOrEqualTo(before);
            before = change.get("saving").asDouble();
        }
        assertThat(changes).anySatisfy(change -> {
            assertThat(change.get("element").asText()).isEqualTo("branch:6");
            assertThat(change.get("saving").asDouble()).isCloseTo(623.2204211, within(1e-6));
        });
    }

    @Test
    void fallsBackToADispatchThatKeepsEveryLimit() {
        Prediction fallback = Grid.fallback(Grid.json("{'network':{'case':'ieee30'}}"));
        JsonNode answer = Grid.output(fallback);
        assertThat(fallback.degraded()).isTrue();
        assertThat(answer.get("status").asText()).isEqualTo("feasible");
        assertThat(answer.get("certificate").get("maxViolation").asDouble()).isLessThanOrEqualTo(1e-6);
        double best =
                Grid.solve("{'network':{'case':'ieee30'}}").get("objective").asDouble();
        assertThat(answer.get("objective").asDouble()).isGreaterThanOrEqualTo(best - 1e-6);
    }

    @Test
    void switchesUnitsAndReportsTheGap() {
        ObjectNode input = RandomGrid.question(7, 9);
        input.put("commitment", true)
                .put("recommend", false)
                .put("reservePct", 5)
                .put("timeLimitS", 40);
        ArrayNode profile = input.putObject("horizon").putArray("loadProfile");
        for (double factor : new double[] {0.4, 0.5, 0.9, 1, 0.6, 0.4}) {
            profile.add(factor);
        }
        for (JsonNode unit : input.get("network").get("generators")) {
            double most = unit.get("maxMw").asDouble();
            ((ObjectNode) unit)
                    .put("minMw", 0.4 * most)
                    .put("startCost", 10 * most)
                    .put("minUpH", 2)
                    .put("minDownH", 2);
        }
        JsonNode answer = Grid.solve(input);
        assertThat(answer.get("status").asText()).isIn("optimal", "feasible");
        assertThat(answer.get("commitment")).anyMatch(c -> !c.get("on").asBoolean());
        assertThat(answer.get("certificate").get("integerGap").asDouble()).isBetween(-1e-9, 0.5);
        assertThat(answer.get("certificate").get("maxViolation").asDouble()).isLessThanOrEqualTo(1e-6);
    }

    @Test
    void findsByVerticesWhatTheInteriorPointMethodDoesNotProve() {
        JsonNode answer = Grid.solve(RandomGrid.question(1, 17).put("co2Price", 20));
        assertThat(answer.get("status").asText()).isEqualTo("optimal");
        assertThat(answer.get("certificate").get("gap").asDouble()).isBetween(-1e-6, 1e-6);
    }

    @Test
    @EnabledIfSystemProperty(named = "ai.long", matches = "true", disabledReason = "half a minute: mvn verify -Plong")
    void commitsFiftyFourUnitsOverADayAndReportsTheGap() {
        JsonNode input = FiftyFourUnits.question(30);
        Prediction prediction = Grid.predict(input);
        JsonNode answer = Grid.output(prediction);
        assertThat(prediction.degraded()).isFalse();
        assertThat(answer.get("status").asText()).isIn("optimal", "feasible");
        JsonNode certificate = answer.get("certificate");
        assertThat(certificate.get("integerGap").asDouble())
                .isGreaterThanOrEqualTo(-1e-9); // how small depends on the machine
        assertThat(certificate.get("gap").asDouble()).isBetween(-1e-6, 1e-6);
        assertThat(certificate.get("maxViolation").asDouble()).isLessThanOrEqualTo(1e-6);
        assertThat(answer.get("commitment")).hasSize(24 * 54);
        assertThat(answer.get("commitment")).anyMatch(c -> !c.get("on").asBoolean());
        assertKeepsLeastTimes(answer.get("commitment"), input.path("network").path("generators"));
    }

    /** A unit that changes at a step has not changed within its least time up or down before. */
    private static void assertKeepsLeastTimes(JsonNode schedule, JsonNode units) {
        for (int g = 0; g < units.size(); g++) {
            int least = units.get(g).get("minUpH").asInt();
            boolean before = true;
            int changed = -100;
            for (int t = 0; t < 24; t++) {
                boolean now = schedule.get(t * units.size() + g).get("on").asBoolean();
                if (now != before) {
                    assertThat(t - changed).isGreaterThanOrEqualTo(least);
                    changed = t;
                }
                before = now;
            }
        }
    }

    @Test
    void answersInSeriesThatCanBeDrawn() {
        JsonNode answer = Grid.solve("{'network':{'case':'ieee9'},'horizon':{'loadProfile':[1,0.5,0.8]}}");
        for (JsonNode series : answer.get("series")) {
            assertThat(series.get("points")).hasSize(3);
            assertThat(series.get("unit").asText()).isNotEmpty();
        }
        assertThat(answer.get("series")).anyMatch(s -> s.get("chart").asText().equals("stack"));
    }
}
