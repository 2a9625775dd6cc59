package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Formulation.Column;
import org.esmap.ai.models.gridoptimizer.Formulation.Kind;

/**
 * The columns of a {@link Formulation} and the rows that every question has: balance, stores, reserve and ramps, step by
 * step, and what each column costs. Belongs to one request; not thread-safe.
 */
final class Layout {
    /**
     * What a MW of reserve given up weighs against one of load, and one of a negative load against one of least output: where
     * both would do, the first gives.
     */
    private static final double RATHER = 1 - 1e-6;

    private final Scenario scenario;
    private final Weighing weighing;
    private final Formulation.Mode mode;
    final Program program = new Program();
    final List<Column> columns = new ArrayList<>();
    /** By step: the columns that feed a bus. */
    final List<List<Integer>> feeding = new ArrayList<>();

    final int[][] generation;
    final int[][] renewable;
    final int[][] charge;
    final int[][] discharge;
    final int[][] energy;
    /** Rows by step; −1 where a step has none. */
    final int[] balance;

    final int[] reserve;
    final int[][] ramp;
    /** Rows and columns by step and unit of what outputs are short of their least; −1 where that may not be. */
    final int[][] least;

    final int[][] leastShort;

    Layout(Weighing weighing, Formulation.Mode mode) {
        this.weighing = weighing;
        scenario = weighing.scenario();
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
        least = new int[steps][ramp[0].length];
        leastShort = new int[steps][ramp[0].length];
        for (int t = 0; t < steps; t++) {
            feeding.add(new ArrayList<>());
            supply(t);
            store(t);
            giveUp(t);
            balance(t);
            reserve[t] = scenario.reserve() > 0 ? reserveRow(t) : -1;
            ramp(t);
            least(t);
        }
        program.setConstant(costs() && !scenario.commitment() ? fixedCost() : 0);
    }

    /** Whether what is run costs something, or only what is given up. */
    boolean costs() {
        return mode == Formulation.Mode.LEAST_COST;
    }

    int add(Column column, double lower, double upper, Curve cost) {
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
            boolean none = scenario.commitment() || !costs();
            double[] box = none ? withNone(unit) : new double[] {unit.minMw(), unit.maxMw()};
            generation[t][g] = add(new Column(Kind.GENERATION, t, g, unit.bus(), 1), box[0], box[1], costOf(unit));
        }
        for (int r = 0; r < scenario.renewables().size(); r++) {
            Scenario.Renewable plant = scenario.renewables().get(r);
            Curve cost = costs() ? Curve.linear(plant.costPerMwh() * scenario.weight()) : Curve.linear(0);
            renewable[t][r] = add(new Column(Kind.RENEWABLE, t, r, plant.bus(), 1), 0, plant.availableMw()[t], cost);
        }
    }

    /** Lowest and highest output of a unit that may give nothing as well, MW. */
    static double[] withNone(Network.Generator unit) {
        return new double[] {Math.min(0, unit.minMw()), Math.max(0, unit.maxMw())};
    }

    /** Cost of a unit's output in a step, CO2 at its price included, without the constant. */
    Curve costOf(Network.Generator unit) {
        return costs()
                ? unit.cost().plus(weighing.co2Price() * unit.co2TPerMwh()).times(scenario.weight())
                : Curve.linear(0);
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

    /** Load that may be shed, a negative one where the least relaxation is sought. */
    private void giveUp(int t) {
        Double shedPrice = weighing.shedPrice();
        if (costs() && shedPrice == null) {
            return;
        }
        for (int n = 0; n < scenario.network().buses().size(); n++) {
            double load = scenario.loadMw(t, n);
            if (load > 0) {
                double price = costs() && shedPrice != null ? shedPrice * scenario.weight() : 1;
                add(new Column(Kind.SHED, t, n, n, 1), 0, load, Curve.linear(price));
            } else if (!costs() && load < 0) {
                add(new Column(Kind.FEED_IN, t, n, n, -1), 0, -load, Curve.linear(RATHER));
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
    private int reserveRow(int t) {
        int[] own = generation[t];
        double[] entries = new double[own.length];
        Arrays.fill(entries, 1);
        double most = capacity() - requiredReserve(t);
        if (costs()) {
            return program.row(t, Double.NEGATIVE_INFINITY, most, own.clone(), entries);
        }
        int missing = add(new Column(Kind.RESERVE_SHORT, t, -1, -1, 0), 0, requiredReserve(t), Curve.linear(RATHER));
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

    /** Where the least relaxation is sought: outputs may be nearer to none than units can, at the price of what is missing. */
    private void least(int t) {
        List<Network.Generator> generators = scenario.network().generators();
        for (int g = 0; g < generators.size(); g++) {
            double most = generators.get(g).leastMw();
            boolean given = costs() || most == 0;
            leastShort[t][g] = given ? -1 : add(new Column(Kind.LEAST_SHORT, t, g, -1, 0), 0, most, Curve.linear(1));
            least[t][g] = given
                    ? -1
                    : program.row(
                            t,
                            scenario.commitment() ? 0 : most,
                            Double.POSITIVE_INFINITY,
                            new int[] {generation[t][g], leastShort[t][g]},
                            new double[] {generators.get(g).takesPower() ? -1 : 1, 1});
        }
    }

    /** Most change of output from step to step, MW; a start or a stop may reach the output nearest to none. */
    double rampMw(Network.Generator unit, boolean startOrStop) {
        double most = unit.unit().rampMwPerH() * scenario.hours();
        return startOrStop ? Math.max(most, unit.leastMw()) : most;
    }
}
