package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A day of a made-up system of the size that unit commitment is tried on since the IEEE 118 bus system: 118 buses, 54
 * units of six sizes with quadratic costs, lowest outputs, start costs, least times up and down and ramps, 24 hours with
 * a night valley and two peaks, a reserve of 5 %.
 */
public final class FiftyFourUnits {
    private static final int UNITS = 54;
    private static final int BUSES = 118;
    /** MW, $/MWh, $/MW²h, hours up and down: small units are dear and quick, large ones cheap and slow. */
    private static final double[][] SIZES = {
        {30, 38, 0.12, 1},
        {50, 33, 0.08, 2},
        {100, 27, 0.04, 4},
        {150, 22, 0.03, 5},
        {250, 17, 0.012, 8},
        {400, 12, 0.006, 8}
    };

    private FiftyFourUnits() {}

    /** The question, without recommendations. */
    public static ObjectNode question(double timeLimitS) {
        ObjectNode input = RandomGrid.question(118, BUSES);
        ObjectNode network = (ObjectNode) input.get("network");
        double load = 0;
        for (JsonNode bus : network.get("buses")) {
            load += bus.path("loadMw").asDouble();
        }
        for (JsonNode branch : network.get("branches")) {
            ((ObjectNode) branch).put("ratingMva", 250 + branch.get("ratingMva").asDouble());
        }
        double capacity = 0;
        for (int k = 0; k < UNITS; k++) {
            capacity += SIZES[k % SIZES.length][0];
        }
        ArrayNode units = network.putArray("generators");
        for (int k = 0; k < UNITS; k++) {
            unit(units.addObject(), k, 1.5 * load / capacity);
        }
        ArrayNode profile = input.putObject("horizon").put("steps", 24).putArray("loadProfile");
        for (int hour = 0; hour < 24; hour++) {
            double morning = Math.exp(-Math.pow((hour - 10) / 3.0, 2));
            double evening = Math.exp(-Math.pow((hour - 19) / 2.5, 2));
            profile.add(0.55 + 0.35 * morning + 0.42 * evening);
        }
        return input.put("commitment", true)
                .put("reservePct", 5)
                .put("recommend", false)
                .put("timeLimitS", timeLimitS);
    }

    private static void unit(ObjectNode unit, int k, double stretch) {
        double[] size = SIZES[k % SIZES.length];
        double most = Math.round(size[0] * stretch);
        // Units of a size differ a little, as real ones do; alike ones would only make the search harder than life.
        double own = 1 + 0.01 * (k % 9);
        unit.put("bus", 1 + k * BUSES / UNITS)
                .put("minMw", Math.round(0.3 * most))
                .put("maxMw", most)
                .put("fuel", size[0] > 200 ? "coal" : "gas")
                .put("startCost", Math.round(20 * most * own))
                .put("minUpH", size[3])
                .put("minDownH", size[3])
                .put("rampMwPerH", Math.round(0.6 * most));
        unit.putObject("cost")
                .put("quadratic", size[2] * own)
                .put("linear", size[1] * own)
                .put("constant", Math.round(2 * most));
    }
}
