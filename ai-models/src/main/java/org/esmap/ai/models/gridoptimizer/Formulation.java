package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
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
        SURPLUS,
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

    /** A branch limit that became a row. */
    record LineRow(int step, int branch, int row, double[] factors) {}

    private static final double CUT_MW = 1e-7;

    private final Scenario scenario;
    private final PowerFlow flow;
    private final Settings settings;
    private final Mode mode;
    private final Program program = new Program();
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Integer>> feeding = new ArrayList<>();
    private final List<LineRow> lineRows = new ArrayList<>();
    private final Map<Long, LineRow> lineRowAt = new HashMap<>();
    private final Map<Integer, double[]> factorsOf = new HashMap<>();
    private final Map<Integer, Double> widened = new HashMap<>();
    private final Map<Integer, double[]> extraLoad = new HashMap<>();
    private final int[][] generation;
    private final int[][] renewable;
    private final int[][] charge;
    private final int[][] discharge;
    private final int[][] energy;
    private final int[] balance;
    private final int[] reserve;
    private final int[][] ramp;

    Formulation(Scenario scenario, PowerFlow flow, Settings settings, Mode mode) {
        this.scenario = scenario;
        this.flow = flow;
        this.settings = settings;
        this.mode = mode;
        int steps = scenario.steps();
        generation = new int[steps][scenario.network().generators().size()];
        renewable = new int[steps][scenario.renewables().size()];
        charge = new int[steps][scenario.storages().size()];
        discharge = new int[steps][scenario.storages().size()];
        energy = new int[steps][scenario.storages().size()];
        balance = new int[steps];
        reserve = new int[steps];
        ramp = new int[steps][scenario.network().generators().size()];
        for (int t = 0; t < steps; t++) {
            feeding.add(new ArrayList<>());
            supply(t);
            store(t);
            giveUp(t);
            balance(t);
            reserve[t] = scenario.reserve() > 0 ? reserve(t) : -1;
            ramp(t);
        }
        program.setConstant(costs() && !scenario.commitment() ? fixedCost() : 0);
    }

    private boolean costs() {
        return mode == Mode.LEAST_COST;
    }

    private int add(Column column, double lower, double upper, Curve cost) {
        int index = program.column(column.step(), lower, upper, cost);
        columns.add(column);
        if (column.bus() >= 0) {
            feeding.get(column.step()).add(index);
        }
        return index;
    }

    private void supply(int t) {
        List<Network.Generator> generators = scenario.network().generators();
        for (int g = 0; g < generators.size(); g++) {
            Network.Generator unit = generators.get(g);
            double low = scenario.commitment() ? Math.min(0, unit.minMw()) : unit.minMw();
            generation[t][g] = add(new Column(Kind.GENERATION, t, g, unit.bus(), 1), low, most(unit), costOf(unit));
        }
        for (int r = 0; r < scenario.renewables().size(); r++) {
            Scenario.Renewable plant = scenario.renewables().get(r);
            Curve cost = costs() ? Curve.linear(plant.costPerMwh() * scenario.weight()) : Curve.linear(0);
            renewable[t][r] = add(new Column(Kind.RENEWABLE, t, r, plant.bus(), 1), 0, plant.availableMw()[t], cost);
        }
    }

    private double most(Network.Generator unit) {
        return scenario.commitment() ? Math.max(0, unit.maxMw()) : unit.maxMw();
    }

    /** Cost of a unit's output in a step, CO2 at its price included, without the constant. */
    Curve costOf(Network.Generator unit) {
        return costs() ? unit.cost().plus(co2Price() * unit.co2TPerMwh()).times(scenario.weight()) : Curve.linear(0);
    }

    /** $/t that the objective gives CO2. */
    double co2Price() {
        return scenario.co2Price()
                + switch (scenario.objective()) {
                    case COST -> 0;
                    case WEIGHTED -> settings.weightedCo2Price();
                    case CO2 -> settings.lexicographicCo2Price();
                };
    }

    /** What the program's figures are divided by for the answer: the objective {@code co2} is told in tonnes. */
    double scale() {
        return scenario.objective() == Scenario.Objective.CO2 ? settings.lexicographicCo2Price() : 1;
    }

    private double fixedCost() {
        double sum = 0;
        for (Network.Generator unit : scenario.network().generators()) {
            sum += unit.cost().constant() * scenario.weight() * scenario.steps();
        }
        return sum;
    }

    private void store(int t) {
        for (int s = 0; s < scenario.storages().size(); s++) {
            Scenario.Storage store = scenario.storages().get(s);
            boolean last = t == scenario.steps() - 1;
            charge[t][s] = add(new Column(Kind.CHARGE, t, s, store.bus(), -1), 0, store.chargeMw(), Curve.linear(0));
            discharge[t][s] =
                    add(new Column(Kind.DISCHARGE, t, s, store.bus(), 1), 0, store.dischargeMw(), Curve.linear(0));
            energy[t][s] = add(
                    new Column(Kind.ENERGY, t, s, -1, 0),
                    last && costs() ? store.finalMwh() : 0,
                    store.energyMwh(),
                    Curve.linear(0));
            double in = -scenario.hours() * store.etaCharge();
            double out = scenario.hours() / store.etaDischarge();
            if (t == 0) {
                program.row(
                        t,
                        store.initialMwh(),
                        store.initialMwh(),
                        new int[] {energy[t][s], charge[t][s], discharge[t][s]},
                        new double[] {1, in, out});
            } else {
                program.row(
                        t,
                        0,
                        0,
                        new int[] {energy[t][s], energy[t - 1][s], charge[t][s], discharge[t][s]},
                        new double[] {1, -1, in, out});
            }
            if (last && !costs()) {
                int missing = add(new Column(Kind.FINAL_SHORT, t, s, -1, 0), 0, store.finalMwh(), Curve.linear(1));
                program.row(
                        t, store.finalMwh(), Double.POSITIVE_INFINITY, new int[] {energy[t][s], missing}, new double[] {
                            1, 1
                        });
            }
        }
    }

    /** Load that may be shed and, where the least relaxation is sought, output that may be refused. */
    private void giveUp(int t) {
        Double voll = scenario.voll();
        if (costs() && voll == null) {
            return;
        }
        double[] mustTake = new double[scenario.network().buses().size()];
        for (Network.Generator unit : scenario.network().generators()) {
            mustTake[unit.bus()] += Math.max(0, unit.minMw());
        }
        for (int n = 0; n < mustTake.length; n++) {
            double load = scenario.loadMw(t, n);
            if (load > 0) {
                double price = costs() && voll != null ? voll * scenario.weight() : 1;
                add(new Column(Kind.SHED, t, n, n, 1), 0, load, Curve.linear(price));
            }
            double surplus = mustTake[n] + Math.max(0, -load);
            if (!costs() && surplus > 0) {
                add(new Column(Kind.SURPLUS, t, n, n, -1), 0, surplus, Curve.linear(1));
            }
        }
    }

    private void balance(int t) {
        int[] own = feeding.get(t).stream().mapToInt(j -> j).toArray();
        double[] entries = new double[own.length];
        Arrays.setAll(entries, k -> columns.get(own[k]).sign());
        double load = scenario.totalLoadMw(t);
        balance[t] = program.row(t, load, load, own, entries);
    }

    /** Spinning reserve: what the units could give beyond what they give. */
    private int reserve(int t) {
        int[] own = generation[t];
        double[] entries = new double[own.length];
        Arrays.fill(entries, 1);
        double most = capacity() - requiredReserve(t);
        if (costs()) {
            return program.row(t, Double.NEGATIVE_INFINITY, most, own.clone(), entries);
        }
        int missing = add(new Column(Kind.RESERVE_SHORT, t, -1, -1, 0), 0, requiredReserve(t), Curve.linear(1));
        int[] all = Arrays.copyOf(own, own.length + 1);
        all[own.length] = missing;
        double[] with = Arrays.copyOf(entries, all.length);
        with[own.length] = -1;
        return program.row(t, Double.NEGATIVE_INFINITY, most, all, with);
    }

    double requiredReserve(int t) {
        return scenario.reserve() * Math.max(0, scenario.totalLoadMw(t));
    }

    private double capacity() {
        return scenario.network().generators().stream()
                .mapToDouble(Network.Generator::maxMw)
                .sum();
    }

    private void ramp(int t) {
        List<Network.Generator> generators = scenario.network().generators();
        for (int g = 0; g < generators.size(); g++) {
            double most = rampMw(generators.get(g), scenario.commitment());
            ramp[t][g] = t > 0 && Double.isFinite(most)
                    ? program.row(
                            t, -most, most, new int[] {generation[t][g], generation[t - 1][g]}, new double[] {1, -1})
                    : -1;
        }
    }

    /** Most change of output from step to step, MW; a start or a stop may reach the lowest output. */
    double rampMw(Network.Generator unit, boolean startOrStop) {
        double most = unit.unit().rampMwPerH() * scenario.hours();
        return startOrStop ? Math.max(most, unit.minMw()) : most;
    }

    /** Fixes which units run, {@code on[step][generator]}, and what that costs beside their output. */
    void fix(boolean[][] on, double switchingCost) {
        double fixed = switchingCost;
        for (int t = 0; t < scenario.steps(); t++) {
            double capacity = 0;
            for (int g = 0; g < on[t].length; g++) {
                Network.Generator unit = scenario.network().generators().get(g);
                program.setBox(generation[t][g], on[t][g] ? unit.minMw() : 0, on[t][g] ? unit.maxMw() : 0);
                capacity += on[t][g] ? unit.maxMw() : 0;
                fixed += on[t][g] ? unit.cost().constant() * scenario.weight() : 0;
                if (ramp[t][g] >= 0) {
                    double most = rampMw(unit, on[t][g] != on[t - 1][g]);
                    program.setRow(ramp[t][g], -most, most);
                }
            }
            if (reserve[t] >= 0) {
                program.setRow(reserve[t], Double.NEGATIVE_INFINITY, capacity - requiredReserve(t));
            }
        }
        program.setConstant(fixed);
    }

    @Override
    public boolean cut(double[] x, double margin) {
        boolean added = false;
        for (int t = 0; t < scenario.steps(); t++) {
            double[] flows = flow.flows(injections(t, x));
            for (int branch : worst(t, flows, margin)) {
                addLine(t, branch);
                added = true;
            }
        }
        return added;
    }

    @Override
    public boolean addsColumns() {
        return !costs();
    }

    /** What each bus puts in, MW; the slack bus takes what is missing to balance. */
    double[] injections(int t, double[] x) {
        double[] injections = new double[scenario.network().buses().size()];
        for (int n = 0; n < injections.length; n++) {
            injections[n] = -loadMw(t, n);
        }
        for (int j : feeding.get(t)) {
            Column column = columns.get(j);
            injections[column.bus()] += column.sign() * x[j];
        }
        return injections;
    }

    private List<Integer> worst(int t, double[] flows, double margin) {
        List<Integer> broken = new ArrayList<>();
        double[] by = new double[flows.length];
        for (int l = 0; l < flows.length; l++) {
            double[] limits = limits(l);
            by[l] = Math.max(
                    flows[l] - limits[1] + near(limits[1], margin), limits[0] - flows[l] + near(limits[0], margin));
            if (by[l] > CUT_MW && !lineRowAt.containsKey(key(t, l))) {
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

    private void addLine(int t, int branch) {
        double[] factors = factorsOf.computeIfAbsent(branch, flow::factors);
        List<Integer> own = new ArrayList<>();
        List<Double> entries = new ArrayList<>();
        for (int j : feeding.get(t)) {
            double entry = columns.get(j).sign() * factors[columns.get(j).bus()];
            if (Math.abs(entry) > 1e-12) {
                own.add(j);
                entries.add(entry);
            }
        }
        if (!costs()) {
            for (int sign : new int[] {-1, 1}) {
                own.add(add(new Column(Kind.EXCESS, t, branch, -1, sign), 0, mostExcess(), Curve.linear(1)));
                entries.add((double) sign);
            }
        }
        double[] bounds = bounds(t, branch, factors);
        int row = program.row(
                t,
                bounds[0],
                bounds[1],
                own.stream().mapToInt(j -> j).toArray(),
                entries.stream().mapToDouble(e -> e).toArray());
        LineRow made = new LineRow(t, branch, row, factors);
        lineRows.add(made);
        lineRowAt.put(key(t, branch), made);
    }

    private double loadMw(int t, int bus) {
        double[] extra = extraLoad.get(t);
        return scenario.loadMw(t, bus) + (extra == null ? 0 : extra[bus]);
    }

    /** What the columns' part of a flow may be: the limits less what loads and phase shifts drive. */
    private double[] bounds(int t, int branch, double[] factors) {
        double fixed = flow.shiftFlow(branch, factors);
        for (int n = 0; n < factors.length; n++) {
            fixed -= factors[n] * loadMw(t, n);
        }
        double[] limits = limits(branch);
        return new double[] {limits[0] - fixed, limits[1] - fixed};
    }

    private double[] limits(int branch) {
        Network.Branch b = scenario.network().branches().get(branch);
        double more = widened.getOrDefault(branch, 0.0);
        return new double[] {
            b.lowestMw() == -b.ratingMw() ? b.lowestMw() - more : b.lowestMw(),
            b.highestMw() == b.ratingMw() ? b.highestMw() + more : b.highestMw()
        };
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
        for (LineRow line : lineRows) {
            if (line.branch() == branch) {
                double[] bounds = bounds(line.step(), branch, line.factors());
                program.setRow(line.row(), bounds[0], bounds[1]);
            }
        }
    }

    /** Adds {@code mw} to the load of a bus in a step, for trying a change; its negative takes it back. */
    void addLoad(int t, int bus, double mw) {
        extraLoad
                .computeIfAbsent(t, key -> new double[scenario.network().buses().size()])[bus] += mw;
        double load = program.rowLower(balance[t]) + mw;
        program.setRow(balance[t], load, load);
        if (reserve[t] >= 0) {
            double most = program.rowUpper(reserve[t]) - scenario.reserve() * mw;
            program.setRow(reserve[t], Double.NEGATIVE_INFINITY, most);
        }
        for (LineRow line : lineRows) {
            if (line.step() == t) {
                double[] bounds = bounds(t, line.branch(), line.factors());
                program.setRow(line.row(), bounds[0], bounds[1]);
            }
        }
    }

    /** Begins with the branch limits that another formulation of the same network met. */
    void adopt(List<LineRow> known) {
        for (LineRow line : known) {
            addLine(line.step(), line.branch());
        }
    }

    /**
     * By step and bus: Σ over rows of weight times the change of the row's bound per MW of load there. With the rows'
     * prices this is the change of cost; with the rows' effect on emissions, the change of emissions.
     */
    double[][] perMwOfLoad(double[] rowWeights) {
        int buses = scenario.network().buses().size();
        double[][] result = new double[scenario.steps()][buses];
        for (int t = 0; t < result.length; t++) {
            Arrays.fill(result[t], everywhere(rowWeights, t));
        }
        for (LineRow line : lineRows) {
            double weight = rowWeights[line.row()];
            if (weight != 0) {
                for (int n = 0; n < buses; n++) {
                    result[line.step()][n] += weight * line.factors()[n];
                }
            }
        }
        return result;
    }

    /** The part of {@link #perMwOfLoad} that is the same at every bus. */
    double everywhere(double[] rowWeights, int t) {
        return rowWeights[balance[t]] - (reserve[t] < 0 ? 0 : scenario.reserve() * rowWeights[reserve[t]]);
    }

    /** Emissions per unit of each column, t. */
    double[] co2PerUnit() {
        double[] weights = new double[program.columns()];
        for (int[] row : generation) {
            for (int g = 0; g < row.length; g++) {
                weights[row[g]] = scenario.network().generators().get(g).co2TPerMwh() * scenario.weight();
            }
        }
        return weights;
    }

    Scenario scenario() {
        return scenario;
    }

    Program program() {
        return program;
    }

    PowerFlow flow() {
        return flow;
    }

    List<Column> columns() {
        return columns;
    }

    List<LineRow> lineRows() {
        return lineRows;
    }

    int generation(int t, int g) {
        return generation[t][g];
    }

    int renewable(int t, int r) {
        return renewable[t][r];
    }

    int charge(int t, int s) {
        return charge[t][s];
    }

    int discharge(int t, int s) {
        return discharge[t][s];
    }

    int energy(int t, int s) {
        return energy[t][s];
    }

    /** The row of the reserve in {@code t}, or −1. */
    int reserveRow(int t) {
        return reserve[t];
    }

    int rampRow(int t, int g) {
        return ramp[t][g];
    }
}
