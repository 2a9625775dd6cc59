package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would have to give way where no dispatch meets every limit. */
class RelaxationTest {
    @Test
    void saysHowMuchACommitmentThatCannotBeWouldHaveToGive() {
        JsonNode answer = Grid.solve(
                Grid.twoBuses("{'bus':1,'minMw':100,'maxMw':200,'cost':{'linear':10}}", ",'commitment':true"));

        assertThat(answer.get("status").asText()).isEqualTo("infeasible");
        assertThat(answer.get("relaxation").get("totalMw").asDouble()).isCloseTo(20, within(1e-6));
    }

    @Test
    void relaxesLoadThatADispatchableLoadMustTake() {
        JsonNode answer = Grid.solve(Grid.twoBuses(
                "{'bus':1,'maxMw':90,'cost':{'linear':10}},{'bus':2,'minMw':-300,'maxMw':-250,'cost':{'linear':1}}",
                ""));

        assertThat(answer.get("status").asText()).isEqualTo("infeasible");
        assertThat(answer.get("relaxation").get("totalMw").asDouble()).isCloseTo(240, within(1e-6));
    }

    @Test
    void namesWhatFeedsInTooMuch() {
        String given = "{'network':{'buses':[{'id':1,'slack':true,'loadMw':20},{'id':2,'loadMw':%d}],"
                + "'branches':[{'from':1,'to':2,'x':0.1}],'generators':[{'bus':1,'minMw':30,'maxMw':40,'cost':{'linear':9}}]}}";

        JsonNode negativeLoad = Grid.solve(given.formatted(-50)).at("/relaxation/changes");
        JsonNode leastOutput = Grid.solve(given.formatted(0)).at("/relaxation/changes");

        assertThat(negativeLoad).hasSize(2);
        assertThat(negativeLoad)
                .extracting(change -> change.get("element").asText()
                        + ' '
                        + change.get("kind").asText())
                .containsExactlyInAnyOrder("generator:1 minimumOutput", "bus:2 load");
        assertThat(negativeLoad.findValues("byMw").stream()
                        .mapToDouble(JsonNode::asDouble)
                        .sum())
                .isCloseTo(60, within(1e-6));
        assertThat(leastOutput).singleElement().satisfies(change -> {
            assertThat(change.get("kind").asText()).isEqualTo("minimumOutput");
            assertThat(change.get("byMw").asDouble()).isCloseTo(10, within(1e-6));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsTheReserveThatALowerOutputLeaves(boolean commitment) {
        JsonNode changes = Grid.solve(Grid.twoBuses(
                        "{'bus':1,'minMw':100,'maxMw':120,'cost':{'linear':10}}",
                        ",'reservePct':50,'commitment':" + commitment))
                .at("/relaxation/changes");

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.get("element").asText()).isEqualTo("generator:1");
            assertThat(change.get("byMw").asDouble()).isCloseTo(20, within(1e-6));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rampsToAnOutputBelowTheLeastAsToAnyOther(boolean commitment) {
        JsonNode changes = Grid.solve(Grid.twoBuses(
                        "{'bus':1,'minMw':50,'maxMw':120,'rampMwPerH':20,'cost':{'linear':10}}",
                        ",'horizon':{'loadProfile':[1.25,1,0.75,0.375]},'commitment':" + commitment))
                .at("/relaxation/changes");

        assertThat(changes)
                .extracting(change -> change.get("element").asText()
                        + ' '
                        + change.get("step").asInt())
                .containsExactly("bus:2 0", "bus:2 1", "bus:2 2", "generator:1 3");
        assertThat(changes.findValues("byMw").stream().mapToDouble(JsonNode::asDouble))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-6 ? 0 : 1)
                .containsExactly(10.0, 10.0, 10.0, 20.0);
    }

    @Test
    void givesUpReserveRatherThanLoad() {
        JsonNode answer = Grid.solve(Grid.twoBuses("{'bus':1,'maxMw':90,'cost':{'linear':10}}", ",'reservePct':50"));

        assertThat(answer.get("relaxation").get("changes")).singleElement().satisfies(change -> {
            assertThat(change.get("kind").asText()).isEqualTo("reserve");
            assertThat(change.get("byMw").asDouble()).isCloseTo(30, within(1e-6));
        });
    }
}
