package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link Scenario} as a {@link Program}: one balance a step, storages, reserve and ramps, and branch limits only once
 * a point breaks them. In the mode {@link Mode#LEAST_RELAXATION} nothing costs but what is given up, MW by MW.
 * Belongs to one request; not thread-safe.
 */
final class Formulation implements ConvexSolver.Oracle {
    enum Mode {
        LEAST_COST,
        LEAST_RELAXATION
    }

    /** What a column is. */
    enum Kind {
        GENERATION,
        RENEWABLE,
        CHARGE,
        DISCHARGE,
        ENERGY,
        SHED,
        LEAST_SHORT,
        FEED_IN,
        EXCESS,
        RESERVE_SHORT,
        FINAL_SHORT
    }

    /**
     * A column's meaning.
     *
     * @param element index of the generator, renewable, storage, bus or branch
     * @param bus     where it feeds in; −1 where it does not
     * @param sign    what it feeds in per unit
     */
    record Column(Kind kind, int step, int element, int bus, int sign) {}

    private final Scenario scenario;
    private final PowerFlow flow;
    private final Weighing weighing;
    /** Where the columns and rows are. */
    final Layout layout;

    private final LineLimits lines;
    private final Map<Integer, double[]> extraLoad = new HashMap<>();

    Formulation(Scenario scenario, PowerFlow flow, Settings settings, Mode mode) {
        this.scenario = scenario;
        this.flow = flow;
        weighing = new Weighing(scenario, settings);
        layout = new Layout(weighing, mode);
        lines = new LineLimits(scenario, flow, settings, layout, this::loadMw);
    }

    /** What a unit's running and switching costs count: nothing where only what is given up counts. */
    double counted(double cost) {
        return layout.costs() ? cost : 0;
    }

    /**
     * What the program's constant is beside switching where units run as {@code on} says: the constants of those that run, less
     * what the columns of the others, which stand at 0 MW, count for nothing given.
     */
    double running(boolean[][] on) {
        double sum = 0;
        for (boolean[] step : on) {
            for (int g = 0; g < step.length; g++) {
                Network.Generator unit = scenario.network().generators().get(g);
                sum += step[g]
                        ? counted(unit.cost().constant()) * scenario.weight()
                        : -layout.costOf(unit).withoutConstant().at(0);
            }
        }
        return sum;
    }

    /** Fixes which units run, {@code on[step][generator]}, and what that costs beside their output. */
    void fix(boolean[][] on, double switchingCost) {
        for (int t = 0; t < scenario.steps(); t++) {
            double capacity = 0;
            for (int g = 0; g < on[t].length; g++) {
                Network.Generator unit = scenario.network().generators().get(g);
                double[] box = layout.costs() ? new double[] {unit.minMw(), unit.maxMw()} : Layout.withNone(unit);
                layout.program.setBox(layout.generation[t][g], on[t][g] ? box[0] : 0, on[t][g] ? box[1] : 0);
                if (layout.least[t][g] >= 0) {
                    layout.program.setRow(layout.least[t][g], on[t][g] ? unit.leastMw() : 0, Double.POSITIVE_INFINITY);
                }
                capacity += on[t][g] ? unit.maxMw() : 0;
                if (layout.ramp[t][g] >= 0) {
                    double most = layout.rampMw(unit, on[t][g] != on[t - 1][g]);
                    layout.program.setRow(layout.ramp[t][g], -most, most);
                }
            }
            if (layout.reserve[t] >= 0) {
                layout.program.setRow(
                        layout.reserve[t], Double.NEGATIVE_INFINITY, capacity - layout.requiredReserve(t));
            }
        }
        layout.program.setConstant(switchingCost + running(on));
    }

    @Override
    public boolean cut(double[] x, double margin) throws TooLarge {
        boolean added = false;
        for (int t = 0; t < scenario.steps(); t++) {
            double[] flows = flow.flows(injections(t, x));
            for (int branch : lines.worst(t, flows, margin)) {
                lines.add(t, branch);
                added = true;
            }
        }
        return added;
    }

    @Override
    public boolean addsColumns() {
        return !layout.costs();
    }

    /** What each bus puts in, MW; the slack bus takes what is missing to balance. */
    double[] injections(int t, double[] x) {
        double[] injections = new double[scenario.network().buses().size()];
        for (int n = 0; n < injections.length; n++) {
            injections[n] = -loadMw(t, n);
        }
        for (int j : layout.feeding.get(t)) {
            Column column = layout.columns.get(j);
            injections[column.bus()] += column.sign() * x[j];
        }
        return injections;
    }

    private double loadMw(int t, int bus) {
        return scenario.loadMw(t, bus) + extraLoad(t)[bus];
    }

    /** Adds {@code mw} to the load of a bus in a step, for trying a change; its negative takes it back. */
    void addLoad(int t, int bus, double mw) {
        extraLoad(t)[bus] += mw;
        loaded(t, mw);
    }

    /** Adds {@code mw} to the load of every bus in every step, for trying a change; its negative takes it back. */
    void addLoad(double mw) {
        for (int t = 0; t < scenario.steps(); t++) {
            double[] extra = extraLoad(t);
            Arrays.setAll(extra, n -> extra[n] + mw);
            loaded(t, mw * extra.length);
        }
    }

    private double[] extraLoad(int t) {
        return extraLoad.computeIfAbsent(
                t, key -> new double[scenario.network().buses().size()]);
    }

    private void loaded(int t, double mw) {
        double load = layout.program.rowLower(layout.balance[t]) + mw;
        layout.program.setRow(layout.balance[t], load, load);
        if (layout.reserve[t] >= 0) {
            double most = layout.program.rowUpper(layout.reserve[t]) - scenario.reserve() * mw;
            layout.program.setRow(layout.reserve[t], Double.NEGATIVE_INFINITY, most);
        }
        lines.refresh(t);
    }

    /**
     * By step and bus: Σ over rows of weight times the change of the row's bound per MW of load there. With the rows'
     * prices this is the change of cost; with the rows' effect on emissions, the change of emissions.
     */
    double[][] perMwOfLoad(double[] rowWeights) {
        int buses = scenario.network().buses().size();
        double[][] result = new double[scenario.steps()][buses];
        for (int t = 0; t < result.length; t++) {
            double ofReserve = layout.reserve[t] < 0 ? 0 : rowWeights[layout.reserve[t]];
            Arrays.fill(result[t], rowWeights[layout.balance[t]] - scenario.reserve() * ofReserve);
        }
        for (LineLimits.Row line : lines.rows()) {
            double weight = rowWeights[line.row()];
            if (weight != 0) {
                for (int n = 0; n < buses; n++) {
                    result[line.step()][n] += weight * line.factors()[n];
                }
            }
        }
        return result;
    }

    /** Gives the rating of a branch {@code mva} more in every step, for trying a change; 0 takes it back. */
    void widen(int branch, double mva) {
        lines.widen(branch, mva);
    }

    /** Begins with the branch limits that another formulation of the same network met. */
    void adopt(List<LineLimits.Row> known) throws TooLarge {
        lines.adopt(known);
    }

    Weighing weighing() {
        return weighing;
    }

    Scenario scenario() {
        return scenario;
    }

    Program program() {
        return layout.program;
    }

    PowerFlow flow() {
        return flow;
    }

    List<LineLimits.Row> lineRows() {
        return lines.rows();
    }
}
