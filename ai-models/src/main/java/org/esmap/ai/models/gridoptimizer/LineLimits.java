package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Branch limits as rows of a {@link Layout}'s program, each made only once a point comes near it: transfer factors times
 * what columns feed in. Belongs to one request; not thread-safe.
 */
final class LineLimits {
    private static final double CUT_MW = 1e-7;

    private final Scenario scenario;
    private final PowerFlow flow;
    private final Settings settings;
    private final Layout layout;
    private final Loads loads;
    private final List<Row> rows = new ArrayList<>();
    private final Map<Long, Row> rowAt = new HashMap<>();
    private final Map<Integer, double[]> factorsOf = new HashMap<>();
    private final Map<Integer, Double> widened = new HashMap<>();
    /** Transfer factors that the rows hold. */
    private long held;

    /** A branch limit that became a row. */
    record Row(int step, int branch, int row, double[] factors) {}

    /** What buses take, changes that are tried included. */
    interface Loads {
        double loadMw(int step, int bus);
    }

    LineLimits(Scenario scenario, PowerFlow flow, Settings settings, Layout layout, Loads loads) {
        this.scenario = scenario;
        this.flow = flow;
        this.settings = settings;
        this.layout = layout;
        this.loads = loads;
    }

    List<Row> rows() {
        return rows;
    }

    /** Puts the bounds of a step's rows where loads have them now. */
    void refresh(int t) {
        for (Row line : rows) {
            if (line.step() == t) {
                double[] bounds = bounds(t, line.branch(), line.factors());
                layout.program.setRow(line.row(), bounds[0], bounds[1]);
            }
        }
    }

    /** Branches that are broken, or near it by {@code margin} of their limit, and no row yet; the worst ones first. */
    List<Integer> worst(int t, double[] flows, double margin) {
        List<Integer> broken = new ArrayList<>();
        double[] by = new double[flows.length];
        for (int l = 0; l < flows.length; l++) {
            double[] limits = limits(l);
            by[l] = Math.max(
                    flows[l] - limits[1] + near(limits[1], margin), limits[0] - flows[l] + near(limits[0], margin));
            if (by[l] > CUT_MW && !rowAt.containsKey(key(t, l))) {
                broken.add(l);
            }
        }
        broken.sort((a, b) -> Double.compare(by[b], by[a]));
        return broken.subList(0, Math.min(broken.size(), settings.tolerances().linesARound()));
    }

    private static double near(double limit, double margin) {
        return margin == 0 || Double.isInfinite(limit) ? 0 : margin * Math.abs(limit);
    }

    private long key(int t, int branch) {
        return (long) t * scenario.network().branches().size() + branch;
    }

    /**
     * Makes a row of a limit.
     *
     * @throws TooLarge where the rows would hold more figures than a question may have
     */
    void add(int t, int branch) throws TooLarge {
        long more = layout.feeding.get(t).size();
        if (held + more > settings.limits().lineFactors()) {
            throw new TooLarge(
                    "So many branches come near their limits, in so many steps, that their transfer factors are more than "
                            + settings.limits().lineFactors());
        }
        held += more;
        double[] factors = factorsOf.computeIfAbsent(branch, flow::factors);
        List<Integer> own = new ArrayList<>();
        List<Double> entries = new ArrayList<>();
        for (int j : layout.feeding.get(t)) {
            double entry =
                    layout.columns.get(j).sign() * factors[layout.columns.get(j).bus()];
            if (Math.abs(entry) > 1e-12) {
                own.add(j);
                entries.add(entry);
            }
        }
        if (!layout.costs()) {
            for (int sign : new int[] {-1, 1}) {
                own.add(layout.add(
                        new Formulation.Column(Formulation.Kind.EXCESS, t, branch, -1, sign),
                        0,
                        mostExcess(),
                        Curve.linear(1)));
                entries.add((double) sign);
            }
        }
        double[] bounds = bounds(t, branch, factors);
        int row = layout.program.row(
                t,
                bounds[0],
                bounds[1],
                own.stream().mapToInt(j -> j).toArray(),
                entries.stream().mapToDouble(e -> e).toArray());
        Row made = new Row(t, branch, row, factors);
        rows.add(made);
        rowAt.put(key(t, branch), made);
    }

    /** What the columns' part of a flow may be: the limits less what loads and phase shifts drive. */
    private double[] bounds(int t, int branch, double[] factors) {
        double fixed = flow.shiftFlow(branch, factors);
        for (int n = 0; n < factors.length; n++) {
            fixed -= factors[n] * loads.loadMw(t, n);
        }
        double[] limits = limits(branch);
        return new double[] {limits[0] - fixed, limits[1] - fixed};
    }

    private double[] limits(int branch) {
        Network.Branch b = scenario.network().branches().get(branch);
        double more = widened.getOrDefault(branch, 0.0);
        return new double[] {b.lowestMw(more), b.highestMw(more)};
    }

    private double mostExcess() {
        double size = scenario.network().generators().stream()
                .mapToDouble(g -> Math.abs(g.maxMw()) + Math.abs(g.minMw()))
                .sum();
        for (int t = 0; t < scenario.steps(); t++) {
            size = Math.max(size, 2 * Math.abs(scenario.totalLoadMw(t)));
        }
        return 100 * size + 1e4;
    }

    /** Gives the rating of a branch {@code mva} more in every step, for trying a change; 0 takes it back. */
    void widen(int branch, double mva) {
        widened.put(branch, mva);
        for (Row line : rows) {
            if (line.branch() == branch) {
                double[] bounds = bounds(line.step(), branch, line.factors());
                layout.program.setRow(line.row(), bounds[0], bounds[1]);
            }
        }
    }

    /** Begins with the branch limits that another formulation of the same network met. */
    void adopt(List<Row> known) throws TooLarge {
        for (Row line : known) {
            add(line.step(), line.branch());
        }
    }
}
