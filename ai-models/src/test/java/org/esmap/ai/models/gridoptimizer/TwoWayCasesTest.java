package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Storages, units and lines that can turn, and what the search makes of them. */
class TwoWayCasesTest {
    /** The first schedule that is searched for burns energy in the storage, which the dispatch then refuses. */
    @Test
    void stopsAUnitBesideAStorageThatLoses() {
        JsonNode answer = Grid.solve(
                Grid.input("{'network':{'buses':[{'id':1,'slack':true,'loadMw':20}],'branches':[],'generators':["
                        + "{'id':'A','bus':1,'minMw':30,'maxMw':50,'cost':{'linear':10}},"
                        + "{'id':'B','bus':1,'maxMw':50,'cost':{'linear':50}}]},'horizon':{'steps':2},"
                        + "'storages':[{'bus':1,'chargeMw':50,'dischargeMw':50,'energyMwh':20,'initialMwh':20,"
                        + "'etaCharge':0.7,'etaDischarge':0.7}],'commitment':true,'recommend':false}"));

        assertThat(answer.get("objective").asDouble()).isCloseTo(300 + 10 * (20 + 20 / 0.7), within(1e-4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[[-10,0],[-5,0],[10,300]]; 200", "[[-10,0],[-5,50],[10,300]]; 200"})
    void stopsATwoWayUnitWhoseCostBendsBelowZero(String points, double cost) {
        JsonNode answer = Grid.solve(
                Grid.input("{'network':{'buses':[{'id':1,'slack':true,'loadMw':20}],'branches':[],'generators':["
                        + "{'id':'a','bus':1,'maxMw':50,'cost':{'linear':10}},"
                        + "{'id':'two-way','bus':1,'minMw':-10,'maxMw':10,'cost':{'points':" + points
                        + "}}]},'commitment':true,'recommend':false}"));

        assertThat(answer.get("objective").asDouble()).isCloseTo(cost, within(1e-6));
        assertThat(answer.get("certificate").get("bound").asDouble()).isCloseTo(cost, within(1e-1));
    }

    @Test
    void tellsWhatAWiderLineSavesWithStoragesThatTurnOneWay() {
        String grid = "{'network':{'buses':[{'id':1,'slack':true,'loadMw':30},{'id':2,'loadMw':25}],'branches':["
                + "{'id':'L','from':1,'to':2,'x':0.1,'ratingMva':%d}],'generators':["
                + "{'id':'paid','bus':1,'maxMw':100,'cost':{'linear':-40},'fuel':'wind'},"
                + "{'id':'dear','bus':2,'maxMw':100,'cost':{'linear':50}}]},'horizon':{'steps':2},'storages':["
                + "{'id':'S','bus':2,'chargeMw':20,'dischargeMw':20,'energyMwh':50,'initialMwh':50,"
                + "'etaCharge':0.8,'etaDischarge':0.8}]}";

        assertWiderLineCosts(grid.formatted(20), Grid.solve(Grid.input(grid.formatted(30))));
    }

    @Test
    void leavesAngleLimitsWhereTheyAreWhenALineIsWidened() {
        String grid = "{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':50}],'branches':["
                + "{'id':'L','from':1,'to':2,'x':0.1,'ratingMva':%d,'angleMaxDeg':1.2}],'generators':["
                + "{'bus':1,'maxMw':100,'cost':{'linear':10}},{'bus':2,'maxMw':100,'cost':{'linear':30}}]}}";

        assertWiderLineCosts(grid.formatted(20), Grid.solve(Grid.input(grid.formatted(30))));
    }

    private static void assertWiderLineCosts(String grid, JsonNode widened) {
        JsonNode answer = Grid.solvePatiently(grid.replace('\'', '"'));

        assertThat(answer.get("recommendations"))
                .filteredOn(r -> r.get("action").asText().equals("line"))
                .singleElement()
                .satisfies(r -> assertThat(r.get("objectiveAfter").asDouble())
                        .isCloseTo(widened.get("objective").asDouble(), within(1e-3)));
    }

    @Test
    void namesTheLimitThatBindsWhateverTheFlowsDirection() {
        JsonNode answer =
                Grid.solve(Grid.input("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':50}],'branches':["
                        + "{'from':1,'to':2,'x':0.1,'angleMinDeg':1,'angleMaxDeg':3}],'generators':["
                        + "{'bus':1,'maxMw':100,'cost':{'linear':30}},{'bus':2,'maxMw':100,'cost':{'linear':10}}]},"
                        + "'recommend':false}"));

        JsonNode binding = answer.get("binding").get(0);
        assertThat(binding.get("limitMw").asDouble())
                .isCloseTo(binding.get("mw").asDouble(), within(1e-6));
    }
}
