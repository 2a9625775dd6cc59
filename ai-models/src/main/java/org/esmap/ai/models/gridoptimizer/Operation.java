package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.models.gridoptimizer.Formulation.Column;
import org.jspecify.annotations.Nullable;

/**
 * What is run: every figure {@code [step][element]}, MW, energies at the end of a step in MWh. {@code on} is null where
 * units are not switched.
 */
record Operation(
        double[][] generation,
        double[][] renewable,
        double[][] charge,
        double[][] discharge,
        double[][] energy,
        double[][] shed,
        boolean @Nullable [][] on) {
    /** Everything at zero. */
    static Operation idle(Scenario s) {
        int steps = s.steps();
        return new Operation(
                new double[steps][s.network().generators().size()],
                new double[steps][s.renewables().size()],
                new double[steps][s.storages().size()],
                new double[steps][s.storages().size()],
                new double[steps][s.storages().size()],
                new double[steps][s.network().buses().size()],
                null);
    }

    /** What the columns {@code x} of a formulation say. */
    static Operation of(Formulation formulation, double[] x, boolean @Nullable [][] on) {
        Operation made = idle(formulation.scenario());
        for (int j = 0; j < x.length; j++) {
            Column c = formulation.layout.columns.get(j);
            double value = x[j] == 0 ? 0 : x[j];
            switch (c.kind()) {
                case GENERATION -> made.generation[c.step()][c.element()] = value;
                case RENEWABLE -> made.renewable[c.step()][c.element()] = value;
                case CHARGE -> made.charge[c.step()][c.element()] = value;
                case DISCHARGE -> made.discharge[c.step()][c.element()] = value;
                case ENERGY -> made.energy[c.step()][c.element()] = value;
                case SHED -> made.shed[c.step()][c.element()] = value;
                case LEAST_SHORT, FEED_IN, EXCESS, RESERVE_SHORT, FINAL_SHORT -> {
                    // Only the search for the least relaxation has such columns, and it runs nothing.
                }
            }
        }
        return made.switched(on);
    }

    /** The same, its units switched as {@code on} says. */
    Operation switched(boolean @Nullable [][] on) {
        return new Operation(generation, renewable, charge, discharge, energy, shed, on);
    }

    boolean runs(int t, int g) {
        return on == null || on[t][g];
    }

    /** What each bus puts into the network in {@code t}, MW. */
    double[] injections(Scenario s, int t) {
        double[] injections = new double[s.network().buses().size()];
        for (int n = 0; n < injections.length; n++) {
            injections[n] = shed[t][n] - s.loadMw(t, n);
        }
        for (int g = 0; g < generation[t].length; g++) {
            injections[s.network().generators().get(g).bus()] += generation[t][g];
        }
        for (int r = 0; r < renewable[t].length; r++) {
            injections[s.renewables().get(r).bus()] += renewable[t][r];
        }
        for (int k = 0; k < charge[t].length; k++) {
            injections[s.storages().get(k).bus()] += discharge[t][k] - charge[t][k];
        }
        return injections;
    }

    /** Emissions of a step, t/h. */
    double co2TPerH(Scenario s, int t) {
        double sum = 0;
        for (int g = 0; g < generation[t].length; g++) {
            sum += generation[t][g] * s.network().generators().get(g).co2TPerMwh();
        }
        return sum;
    }

    /** What it costs beside CO2, $/h for one step, $ over a horizon. */
    double cost(Scenario s) {
        double sum = 0;
        for (int t = 0; t < s.steps(); t++) {
            for (int g = 0; g < generation[t].length; g++) {
                sum += runs(t, g)
                        ? s.weight() * s.network().generators().get(g).cost().at(generation[t][g])
                        : 0;
                sum += s.switchingWeight() * switching(s, t, g);
            }
            for (int r = 0; r < renewable[t].length; r++) {
                sum += s.weight() * s.renewables().get(r).costPerMwh() * renewable[t][r];
            }
        }
        Double voll = s.voll();
        return voll == null ? sum : sum + voll * shedMwh(s);
    }

    /** Load that is shed, MWh/h for one step, MWh over a horizon. */
    double shedMwh(Scenario s) {
        double sum = 0;
        for (double[] step : shed) {
            for (double mw : step) {
                sum += s.weight() * mw;
            }
        }
        return sum;
    }

    private double switching(Scenario s, int t, int g) {
        Network.Unit unit = s.network().generators().get(g).unit();
        boolean before = t == 0 ? on == null || unit.initiallyOn() : runs(t - 1, g);
        boolean now = runs(t, g);
        return now == before ? 0 : now ? unit.startCost() : unit.stopCost();
    }

    /** Emissions, t/h for one step, t over a horizon. */
    double co2(Scenario s) {
        double sum = 0;
        for (int t = 0; t < s.steps(); t++) {
            sum += s.weight() * co2TPerH(s, t);
        }
        return sum;
    }
}
