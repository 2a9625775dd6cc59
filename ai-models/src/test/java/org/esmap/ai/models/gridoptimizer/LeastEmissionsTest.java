package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Questions that make CO2 least: told in tonnes, whatever weighs beside them. */
class LeastEmissionsTest {
    /** 60 MW of gas reach the load at bus 2, where coal gives the rest. */
    private static ObjectNode question(double load) {
        return Grid.input("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':" + load + "}],"
                + "'branches':[{'from':1,'to':2,'x':0.1,'ratingMva':60}],'generators':["
                + "{'bus':1,'maxMw':100,'cost':{'linear':40},'fuel':'gas'},"
                + "{'bus':2,'maxMw':100,'cost':{'linear':20},'fuel':'coal'}]},'objective':'co2','voll':500}");
    }

    @Test
    void recommendsByTonnesSaved() {
        JsonNode answer = Grid.solvePatiently(question(100).toString());

        assertThat(answer.get("objective").asDouble()).isCloseTo(60 * 0.3672 + 40 * 0.8962, within(1e-9));
        JsonNode wider = answer.get("recommendations").get(0);
        assertThat(wider.get("element").asText()).isEqualTo("branch:1");
        assertThat(wider.get("saving").asDouble()).isCloseTo(10 * (0.8962 - 0.3672), within(1e-6));
        assertThat(wider.get("objectiveBefore")).isEqualTo(answer.get("objective"));
    }

    @Test
    void shedsOnlyWhatNoUnitCanServeWithoutASolverToo() {
        JsonNode best = Grid.solve(question(180));
        JsonNode guess = Grid.output(Grid.fallback(question(180)));

        for (JsonNode answer : new JsonNode[] {best, guess}) {
            double tonnes = 60 * 0.3672 + 100 * 0.8962;
            assertThat(answer.get("shed"))
                    .singleElement()
                    .satisfies(shed -> assertThat(shed.get("mw").asDouble()).isCloseTo(20, within(1e-6)));
            assertThat(answer.get("objective").asDouble()).isCloseTo(tonnes, within(1e-6));
            assertThat(answer.get("certificate").get("primal")).isEqualTo(answer.get("objective"));
            assertThat(answer.get("emissions").get("total")).isEqualTo(answer.get("objective"));
        }
    }

    @Test
    void countsNoEmissionsOfAUnitThatCanOnlyTakeInWhateverItIsGiven() {
        JsonNode answer =
                Grid.solve("{'network':{'buses':[{'id':1,'slack':true,'loadMw':50}],'branches':[],'generators':["
                        + "{'bus':1,'maxMw':100,'cost':{'linear':10},'co2TPerMwh':0.5},"
                        + "{'bus':1,'minMw':-20,'maxMw':0,'cost':{'linear':30},'co2TPerMwh':2}]},'recommend':false}");

        assertThat(answer.get("emissions").get("total").asDouble()).isCloseTo(70 * 0.5, within(1e-9));
    }
}
