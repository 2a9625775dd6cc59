package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * More energy than can be used, paid for being taken: storages would burn it by going both ways at once. The optima are
 * those that HiGHS 1.12 (scipy 1.17) finds for the same questions written as integer programs of their own, with a gap of
 * at most 1e-9.
 */
class StorageWaysTest {
    private static ObjectNode question(int storages, int steps, String generator) {
        ObjectNode input = Grid.input("{'network':{'buses':[{'id':1,'slack':true,'loadMw':100}],'branches':[],"
                + "'generators':[{'bus':1,'maxMw':300," + generator + "}]},'timeLimitS':50,'recommend':false}");
        ArrayNode profile = input.putObject("horizon").putArray("loadProfile");
        ObjectNode wind = input.putArray("renewables").addObject().put("bus", 1).put("costPerMwh", -20);
        ArrayNode available = wind.putArray("availableMw");
        for (int t = 0; t < steps; t++) {
            profile.add(1 + 0.5 * (3 * t % 4 - 1.5) / 4);
            available.add(100 + 3 * t % 7 * 40);
        }
        ArrayNode stores = input.putArray("storages");
        for (int k = 0; k < storages; k++) {
            stores.addObject()
                    .put("id", k)
                    .put("bus", 1)
                    .put("chargeMw", 10 + 3 * k)
                    .put("dischargeMw", 9 + 2 * k)
                    .put("energyMwh", 30 + 7 * k)
                    .put("etaCharge", 0.8 + 0.02 * (k % 5))
                    .put("etaDischarge", 0.75 + 0.03 * (k % 7))
                    .put("initialMwh", 10);
        }
        return input;
    }

    private static void assertProved(JsonNode answer, double optimum) {
        assertThat(answer.get("status").asText()).isEqualTo("optimal");
        JsonNode certificate = answer.get("certificate");
        assertThat(certificate.get("integerGap").asDouble()).isLessThanOrEqualTo(1e-4);
        assertThat(certificate.get("bound").asDouble()).isLessThanOrEqualTo(optimum + 1e-4);
        assertThat(answer.get("objective").asDouble()).isCloseTo(optimum, within(1e-4 * Math.abs(optimum)));
        for (JsonNode row : answer.get("storage")) {
            assertThat(Math.min(
                            row.get("chargeMw").asDouble(),
                            row.get("dischargeMw").asDouble()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 6, -14362.389563477182", "5, 8, -21122.4315658665"})
    void provesTheBestWaysOfManyStoragesAtNegativePrices(int storages, int steps, double optimum) {
        assertProved(Grid.solve(question(storages, steps, "'cost':{'linear':40}")), optimum);
    }

    @Test
    void boundsACommitmentByStoragesThatGoOneWay() {
        ObjectNode input = question(3, 6, "'minMw':20,'cost':{'linear':40,'constant':100},'startCost':500");

        assertProved(Grid.solve(input.put("commitment", true)), -14362.389563477174);
    }
}
