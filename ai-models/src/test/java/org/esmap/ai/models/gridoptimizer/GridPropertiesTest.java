package org.esmap.ai.models.gridoptimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for every network, whatever its figures. */
class GridPropertiesTest {
    private static ObjectNode question(long seed, int buses) {
        ObjectNode input = RandomGrid.question(seed, buses);
        return input.put("recommend", false).put("timeLimitS", 50);
    }

    @Property(tries = 25)
    void pricesAreTheChangeOfCostPerMegawatt(
            @ForAll @LongRange(min = 1, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 30) int buses) {
        ObjectNode input = question(seed, buses);
        JsonNode answer = Grid.solve(input);
        double cost = answer.get("objective").asDouble();
        int bus = (int) (seed % buses);
        double price = answer.get("lmp").get(bus).get("price").asDouble();
        double left = (cost - costWith(input, bus, -0.001)) / 0.001;
        double right = (costWith(input, bus, 0.001) - cost) / 0.001;
        // The least cost is convex: this holds wherever a unit or a line comes to its limit, and pins the price
        // elsewhere.
        assertThat(price).isBetween(left - 1e-6, right + 1e-6);
    }

    private static double costWith(ObjectNode input, int bus, double mw) {
        ObjectNode changed = input.deepCopy();
        ObjectNode at = (ObjectNode) changed.path("network").path("buses").get(bus);
        at.put("loadMw", at.get("loadMw").asDouble() + mw);
        return Grid.solve(changed).get("objective").asDouble();
    }

    @Property(tries = 20)
    void marginalEmissionsAreTheChangeOfEmissionsPerMegawatt(
            @ForAll @LongRange(min = 1, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 20) int buses) {
        ObjectNode input = question(seed, buses);
        Assume.that(isEveryPriceDifferent(input)); // else several dispatches are best, each with emissions of its own
        int bus = (int) (seed % buses);
        JsonNode answer = Grid.solve(input);
        double marginal =
                answer.get("emissions").get("marginal").get(bus).get("tPerMwh").asDouble();
        double here = answer.get("emissions").get("total").asDouble();
        double up = (emissionsWith(input, bus, 1e-4) - here) / 1e-4;
        double down = (here - emissionsWith(input, bus, -1e-4)) / 1e-4;
        assertThat(Math.min(Math.abs(up - marginal), Math.abs(down - marginal))).isLessThan(1e-3);
    }

    private static boolean isEveryPriceDifferent(JsonNode input) {
        List<Long> millionths = new ArrayList<>();
        for (JsonNode unit : input.at("/network/generators")) {
            JsonNode cost = unit.get("cost");
            if (cost.has("points")) {
                JsonNode points = cost.get("points");
                for (int k = 1; k < points.size(); k++) {
                    double mw = points.get(k).get(0).asDouble()
                            - points.get(k - 1).get(0).asDouble();
                    double rise = points.get(k).get(1).asDouble()
                            - points.get(k - 1).get(1).asDouble();
                    millionths.add(Math.round(rise / mw * 1e6));
                }
            } else if (!cost.has("quadratic")) {
                millionths.add(Math.round(cost.get("linear").asDouble() * 1e6));
            }
        }
        return millionths.stream().distinct().count() == millionths.size();
    }

    private static double emissionsWith(ObjectNode input, int bus, double mw) {
        ObjectNode changed = input.deepCopy();
        ObjectNode at = (ObjectNode) changed.path("network").path("buses").get(bus);
        at.put("loadMw", at.get("loadMw").asDouble() + mw);
        return Grid.solve(changed).get("emissions").get("total").asDouble();
    }

    @Property(tries = 15)
    void balancesEveryBusAndKeepsEveryLimitOverAHorizonWithStorage(
            @ForAll @LongRange(min = 1, max = 100_000) long seed, @ForAll @IntRange(min = 3, max = 20) int buses) {
        ObjectNode input = overTime(question(seed, buses), seed, 6);
        JsonNode answer = Grid.solve(input);
        assertThat(answer.get("status").asText()).isEqualTo("optimal");
        JsonNode network = input.get("network");
        double[][] left = new double[6][buses];
        for (int t = 0; t < 6; t++) {
            double factor = input.path("horizon").path("loadProfile").get(t).asDouble();
            for (int n = 0; n < buses; n++) {
                left[t][n] =
                        -factor * network.path("buses").get(n).path("loadMw").asDouble();
            }
        }
        answer.get("dispatch").forEach(d -> left[step(d)][bus(d)] += d.get("mw").asDouble());
        answer.get("curtailment")
                .forEach(d -> left[step(d)][bus(d)] += d.get("mw").asDouble());
        for (JsonNode s : answer.get("storage")) {
            double in = s.get("chargeMw").asDouble();
            double out = s.get("dischargeMw").asDouble();
            left[step(s)][bus(s)] += out - in;
            assertThat(Math.min(in, out)).isLessThanOrEqualTo(1e-7);
            assertThat(s.get("energyMwh").asDouble()).isBetween(-1e-6, 80 + 1e-6);
        }
        for (JsonNode f : answer.get("flows")) {
            double mw = f.get("mw").asDouble();
            left[step(f)][f.get("from").asInt() - 1] -= mw;
            left[step(f)][f.get("to").asInt() - 1] += mw;
            assertThat(Math.abs(mw)).isLessThanOrEqualTo(f.get("limitMw").asDouble() + 1e-6);
        }
        for (double[] row : left) {
            for (double mw : row) {
                assertThat(mw).isCloseTo(0, within(1e-6));
            }
        }
        assertThat(answer.get("certificate").get("gap").asDouble()).isBetween(-1e-9, 1e-6);
    }

    private static int step(JsonNode node) {
        return node.get("step").asInt();
    }

    private static int bus(JsonNode node) {
        return node.get("bus").asInt() - 1;
    }

    private static ObjectNode overTime(ObjectNode input, long seed, int steps) {
        Random random = new Random(seed);
        ArrayNode profile = input.putObject("horizon").putArray("loadProfile");
        ArrayNode wind = input.putArray("renewables").addObject().put("bus", 1).putArray("availableMw");
        for (int t = 0; t < steps; t++) {
            profile.add(0.4 + 0.6 * random.nextDouble());
            wind.add(200 * random.nextDouble());
        }
        // Paid to run, the plant makes negative prices, at which the linear model alone would burn energy in the store.
        ((ObjectNode) input.get("renewables").get(0)).put("costPerMwh", seed % 2 == 0 ? -30 : 0);
        input.putArray("storages")
                .addObject()
                .put("bus", 2)
                .put("chargeMw", 30)
                .put("dischargeMw", 30)
                .put("energyMwh", 80)
                .put("etaCharge", 0.9)
                .put("etaDischarge", 0.9)
                .put("initialMwh", 20);
        return input;
    }

    @Property(tries = 15)
    void aHigherCo2PriceNeverRaisesEmissions(
            @ForAll @LongRange(min = 1, max = 100_000) long seed, @ForAll @IntRange(min = 2, max = 25) int buses) {
        double before = Double.POSITIVE_INFINITY;
        for (int price : new int[] {0, 20, 60, 150}) {
            double now = Grid.solve(question(seed, buses).put("co2Price", price))
                    .get("emissions")
                    .get("total")
                    .asDouble();
            assertThat(now).isLessThanOrEqualTo(before + 1e-6);
            before = now;
        }
    }
}
