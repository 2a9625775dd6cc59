package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Series that a console draws without computing: the stack that meets demand, prices, and how full branches are. */
final class Charts {
    private static final int MOST_LAYERS = 16;
    private static final int MOST_BRANCHES = 12;

    private Charts() {}

    static List<Answer.Series> of(Scenario s, Operation run, double[][] flows, double[][] prices) {
        List<Answer.Series> series = new ArrayList<>();
        stack(s, run).forEach((label, mw) -> series.add(overTime("stack:" + label, label, "MW", "stack", mw)));
        double[] load = new double[s.steps()];
        double[] price = new double[s.steps()];
        for (int t = 0; t < load.length; t++) {
            load[t] = s.totalLoadMw(t);
            price[t] = prices.length == 0 ? 0 : average(prices[t], s, t);
        }
        series.add(overTime("load", "Load", "MW", "line", load));
        if (prices.length > 0) {
            series.add(overTime("price", "Price, average over loads", "per MWh", "line", price));
        }
        series.addAll(loading(s, flows));
        return series;
    }

    private static double average(double[] prices, Scenario s, int t) {
        double weight = 0;
        double sum = 0;
        for (int n = 0; n < prices.length; n++) {
            double load = Math.max(0, s.loadMw(t, n));
            weight += load;
            sum += load * prices[n];
        }
        return weight > 0 ? sum / weight : prices[s.network().slack()];
    }

    /** Layers by generator, or by fuel where there are too many to tell apart. */
    private static Map<String, double[]> stack(Scenario s, Operation run) {
        Map<String, double[]> layers = new LinkedHashMap<>();
        List<Network.Generator> units = s.network().generators();
        boolean each = units.size() <= MOST_LAYERS;
        for (int t = 0; t < s.steps(); t++) {
            for (int g = 0; g < units.size(); g++) {
                String fuel = units.get(g).fuel();
                String label = each
                        ? "Generator " + units.get(g).id()
                        : fuel == null ? "Generators, fuel unknown" : "Generators, " + fuel;
                add(layers, label, s, t, run.generation()[t][g]);
            }
            for (double mw : run.renewable()[t]) {
                add(layers, "Renewables", s, t, mw);
            }
            for (int k = 0; k < s.storages().size(); k++) {
                add(layers, "Storage, discharging", s, t, run.discharge()[t][k]);
                add(layers, "Storage, charging", s, t, -run.charge()[t][k]);
            }
            if (s.voll() != null) {
                for (double mw : run.shed()[t]) {
                    add(layers, "Shed load", s, t, mw);
                }
            }
        }
        return layers;
    }

    private static void add(Map<String, double[]> layers, String label, Scenario s, int t, double mw) {
        layers.computeIfAbsent(label, key -> new double[s.steps()])[t] += mw;
    }

    private static List<Answer.Series> loading(Scenario s, double[][] flows) {
        List<Network.Branch> branches = s.network().branches();
        Map<Integer, double[]> loads = new TreeMap<>();
        for (int l = 0; l < branches.size(); l++) {
            if (branches.get(l).limited()) {
                double[] percent = new double[s.steps()];
                for (int t = 0; t < percent.length; t++) {
                    percent[t] = loadingPct(branches.get(l), flows[t][l]);
                }
                loads.put(l, percent);
            }
        }
        return loads.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        e -> -java.util.Arrays.stream(e.getValue()).max().orElse(0)))
                .limit(MOST_BRANCHES)
                .map(e -> overTime(
                        "loading:" + branches.get(e.getKey()).id(),
                        "Branch " + branches.get(e.getKey()).id(),
                        "% of limit",
                        "line",
                        e.getValue()))
                .toList();
    }

    /** How much of the limit in its own direction a flow takes, percent; 0 where there is none. */
    static double loadingPct(Network.Branch branch, double mw) {
        double limit = limitMw(branch, mw);
        return Double.isInfinite(limit) ? 0 : limit == 0 ? 100 : 100 * Math.abs(mw) / limit;
    }

    /** The limit in the direction of a flow, MW. */
    static double limitMw(Network.Branch branch, double mw) {
        return mw < 0 ? Math.abs(branch.lowestMw()) : Math.abs(branch.highestMw());
    }

    private static Answer.Series overTime(String id, String label, String unit, String chart, double[] values) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int t = 0; t < values.length; t++) {
            points.add(Map.of("step", t, "value", values[t]));
        }
        return new Answer.Series(id, label, unit, chart, points);
    }
}
