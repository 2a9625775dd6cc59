package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Connected networks made from a seed: a lattice with chords, quadratic, linear and piecewise costs, and ratings that the
 * dispatch in proportion to capacity just keeps, so that there is always a point and often congestion.
 */
public final class RandomGrid {
    private final Random random;
    private final int buses;
    private final List<int[]> ends = new ArrayList<>();
    private final List<Double> reactances = new ArrayList<>();
    private final double[] loads;
    private final List<Integer> units = new ArrayList<>();
    private final List<Double> capacities = new ArrayList<>();
    private final List<Double> prices = new ArrayList<>();

    private RandomGrid(long seed, int buses) {
        this.random = new Random(seed);
        this.buses = buses;
        this.loads = new double[buses];
    }

    /** The question about a network of {@code buses} buses, one step, nothing else. */
    public static ObjectNode question(long seed, int buses) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("network", new RandomGrid(seed, buses).network());
        return input;
    }

    private ObjectNode network() {
        double load = 0;
        int width = (int) Math.ceil(Math.sqrt(buses));
        for (int n = 0; n < buses; n++) {
            loads[n] = n % 3 == 2 ? 0 : round(10 + 90 * random.nextDouble());
            load += loads[n];
            if (n % width > 0) {
                line(n - 1, n);
            }
            if (n >= width) {
                line(n - width, n);
            }
            if (n == 0 || random.nextDouble() < 0.4) {
                units.add(n);
                capacities.add(0.5 + random.nextDouble());
                prices.add(round(10 + 40 * random.nextDouble()));
            }
        }
        for (int k = 0; k < buses / 4; k++) {
            int from = random.nextInt(buses);
            int to = Math.floorMod(from + 2 + random.nextInt(2 * width), buses);
            if (from != to) {
                line(from, to);
            }
        }
        double capacity = capacities.stream().mapToDouble(c -> c).sum();
        for (int g = 0; g < units.size(); g++) {
            capacities.set(g, round(1.6 * load * capacities.get(g) / capacity));
        }
        return written(flows(load));
    }

    private void line(int from, int to) {
        ends.add(new int[] {from, to});
        reactances.add(round(0.02 + 0.2 * random.nextDouble()));
    }

    /** Flows when every unit gives the same share of its capacity, and when the first units give all they can. */
    private double[][] flows(double load) {
        List<Network.Bus> all = new ArrayList<>();
        List<Network.Branch> branches = new ArrayList<>();
        double none = Double.POSITIVE_INFINITY;
        for (int n = 0; n < buses; n++) {
            all.add(new Network.Bus(n, loads[n], 0));
        }
        for (int l = 0; l < ends.size(); l++) {
            branches.add(new Network.Branch(
                    l, ends.get(l)[0], ends.get(l)[1], 100 / reactances.get(l), 0, none, -none, none));
        }
        double[] even = new double[buses];
        double capacity = capacities.stream().mapToDouble(c -> c).sum();
        for (int n = 0; n < buses; n++) {
            even[n] -= loads[n];
        }
        double[] merit = even.clone();
        double left = load;
        List<Integer> order = new ArrayList<>();
        for (int g = 0; g < units.size(); g++) {
            even[units.get(g)] += load * capacities.get(g) / capacity;
            order.add(g);
        }
        order.sort((a, b) -> Double.compare(prices.get(a), prices.get(b)));
        for (int g : order) {
            double mw = Math.min(left, capacities.get(g));
            merit[units.get(g)] += mw;
            left -= mw;
        }
        PowerFlow flow = new PowerFlow(new Network("random", 100, all, branches, List.of(), 0));
        return new double[][] {flow.flows(even), flow.flows(merit)};
    }

    private ObjectNode written(double[][] flows) {
        ObjectNode network = JsonNodeFactory.instance.objectNode();
        ArrayNode bus = network.putArray("buses");
        for (int n = 0; n < buses; n++) {
            ObjectNode one = bus.addObject().put("id", n + 1).put("loadMw", loads[n]);
            if (n == 0) {
                one.put("slack", true);
            }
        }
        ArrayNode branch = network.putArray("branches");
        for (int l = 0; l < ends.size(); l++) {
            branch.addObject()
                    .put("from", ends.get(l)[0] + 1)
                    .put("to", ends.get(l)[1] + 1)
                    .put("x", reactances.get(l))
                    .put("ratingMva", rating(flows[0][l], flows[1][l]));
        }
        ArrayNode generators = network.putArray("generators");
        String[] fuels = {"coal", "gas", "gas-turbine", "nuclear", "oil"};
        for (int g = 0; g < units.size(); g++) {
            ObjectNode one = generators.addObject().put("bus", units.get(g) + 1).put("maxMw", capacities.get(g));
            one.put("fuel", fuels[random.nextInt(fuels.length)]);
            one.set("cost", cost(capacities.get(g), prices.get(g)));
        }
        return network;
    }

    private JsonNode cost(double capacity, double linear) {
        ObjectNode cost = JsonNodeFactory.instance.objectNode();
        switch (random.nextInt(3)) {
            case 0 -> cost.put("linear", linear);
            case 1 -> {
                ArrayNode points = cost.putArray("points");
                points.addArray().add(0).add(0);
                points.addArray().add(capacity / 2).add(linear * capacity / 2);
                points.addArray().add(capacity).add(linear * capacity / 2 + 1.4 * linear * capacity / 2);
            }
            default -> cost.put("linear", linear).put("quadratic", round(0.005 + 0.1 * random.nextDouble()));
        }
        return cost;
    }

    /** Enough for the even dispatch; one branch in eight, and about twenty at most, too little for the cheapest. */
    private double rating(double even, double merit) {
        boolean tight = random.nextDouble() < Math.min(0.125, 20.0 / ends.size());
        double margin = tight ? 0.5 + 0.4 * random.nextDouble() : 1.1 + random.nextDouble();
        return round(Math.max(Math.abs(even) * 1.02 + 5, Math.abs(merit) * margin));
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
