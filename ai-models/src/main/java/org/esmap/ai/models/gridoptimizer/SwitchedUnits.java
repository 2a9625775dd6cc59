package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.List;

/**
 * The part of a {@link IntegerModel} that is about single units: whether each runs, starts and stops, what that and
 * its output cost, how long it stays so, and how fast it ramps. Belongs to its model's solver; not thread-safe.
 */
final class SwitchedUnits {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Formulation formulation;
    private final Scenario scenario;
    private final List<Network.Generator> units;
    private final MPSolver solver;
    private final MPVariable[] columns;
    private final MPVariable[][] on;
    private final MPVariable[][] starts;
    private final MPVariable[][] stops;
    private final UnitCosts costs;

    /**
     * Adds all units in all steps.
     *
     * @param columns the variables of the formulation's columns
     */
    SwitchedUnits(Formulation formulation, MPSolver solver, MPVariable[] columns, UnitCosts costs) {
        this.formulation = formulation;
        this.solver = solver;
        this.columns = columns;
        this.costs = costs;
        scenario = formulation.scenario();
        units = scenario.network().generators();
        on = new MPVariable[scenario.steps()][units.size()];
        starts = new MPVariable[scenario.steps()][units.size()];
        stops = new MPVariable[scenario.steps()][units.size()];
        for (int t = 0; t < scenario.steps(); t++) {
            for (int g = 0; g < units.size(); g++) {
                unit(t, g);
            }
        }
    }

    /** Whether a unit runs, 0 or 1. */
    MPVariable on(int t, int g) {
        return on[t][g];
    }

    /** By step and unit, whether it runs in the solution found. */
    boolean[][] read() {
        boolean[][] runs = new boolean[on.length][units.size()];
        for (int t = 0; t < runs.length; t++) {
            for (int g = 0; g < units.size(); g++) {
                runs[t][g] = on[t][g].solutionValue() > 0.5;
            }
        }
        return runs;
    }

    /** Whether switching a unit off can never save anything. */
    static boolean neverWorthStopping(Network.Generator unit) {
        return unit.minMw() <= 0
                && unit.maxMw() >= 0
                && unit.cost().at(0) <= 0
                && unit.unit().initiallyOn();
    }

    private void unit(int t, int g) {
        Network.Generator unit = units.get(g);
        MPVariable output = columns[formulation.layout.generation[t][g]];
        boolean always = neverWorthStopping(unit);
        on[t][g] = solver.makeIntVar(always ? 1 : 0, 1, "");
        starts[t][g] = solver.makeNumVar(0, 1, "");
        stops[t][g] = solver.makeNumVar(0, 1, "");
        costs.add(t, g, output, on[t][g]);
        solver.objective()
                .setCoefficient(on[t][g], formulation.counted(unit.cost().constant()) * scenario.weight());
        MPConstraint lowest = row(0, INFINITY, output, 1, on[t][g], -unit.minMw());
        MPConstraint highest = row(-INFINITY, 0, output, 1, on[t][g], -unit.maxMw());
        int missing = formulation.layout.leastShort[t][g];
        if (missing >= 0) {
            (unit.takesPower() ? highest : lowest).setCoefficient(columns[missing], unit.takesPower() ? -1 : 1);
        }
        double before = unit.unit().initiallyOn() ? 1 : 0;
        MPConstraint switching = solver.makeConstraint(t == 0 ? before : 0, t == 0 ? before : 0, "");
        switching.setCoefficient(on[t][g], 1);
        switching.setCoefficient(starts[t][g], -1);
        switching.setCoefficient(stops[t][g], 1);
        if (t > 0) {
            switching.setCoefficient(on[t - 1][g], -1);
        }
        double weight = scenario.switchingWeight();
        solver.objective()
                .setCoefficient(
                        starts[t][g], weight * formulation.counted(unit.unit().startCost()));
        solver.objective()
                .setCoefficient(
                        stops[t][g], weight * formulation.counted(unit.unit().stopCost()));
        stays(t, g, unit);
        ramps(t, g, unit);
    }

    private void stays(int t, int g, Network.Generator unit) {
        int up = (int) Math.ceil(unit.unit().minUpH() / scenario.hours() - 1e-9);
        int down = (int) Math.ceil(unit.unit().minDownH() / scenario.hours() - 1e-9);
        if (up > 1) {
            MPConstraint row = solver.makeConstraint(-INFINITY, 0, "");
            row.setCoefficient(on[t][g], -1);
            for (int s = Math.max(0, t - up + 1); s <= t; s++) {
                row.setCoefficient(starts[s][g], 1);
            }
        }
        if (down > 1) {
            MPConstraint row = solver.makeConstraint(-INFINITY, 1, "");
            row.setCoefficient(on[t][g], 1);
            for (int s = Math.max(0, t - down + 1); s <= t; s++) {
                row.setCoefficient(stops[s][g], 1);
            }
        }
    }

    private void ramps(int t, int g, Network.Generator unit) {
        double running = formulation.layout.rampMw(unit, false);
        if (t == 0 || Double.isInfinite(running)) {
            return;
        }
        double more = formulation.layout.rampMw(unit, true) - running;
        if (more > 0) {
            // else a start and a stop in one step would cancel out, and let a running unit ramp further
            row(-INFINITY, 0, stops[t][g], 1, on[t - 1][g], -1);
            row(-INFINITY, 1, stops[t][g], 1, on[t][g], 1);
        }
        boolean takesPower = unit.takesPower(); // its output falls when it starts
        MPVariable now = columns[formulation.layout.generation[t][g]];
        MPVariable before = columns[formulation.layout.generation[t - 1][g]];
        MPConstraint rise = solver.makeConstraint(-INFINITY, running, "");
        rise.setCoefficient(now, 1);
        rise.setCoefficient(before, -1);
        rise.setCoefficient((takesPower ? stops : starts)[t][g], -more);
        MPConstraint fall = solver.makeConstraint(-INFINITY, running, "");
        fall.setCoefficient(now, -1);
        fall.setCoefficient(before, 1);
        fall.setCoefficient((takesPower ? starts : stops)[t][g], -more);
    }

    private MPConstraint row(double low, double high, MPVariable a, double ofA, MPVariable b, double ofB) {
        MPConstraint row = solver.makeConstraint(low, high, "");
        row.setCoefficient(a, ofA);
        row.setCoefficient(b, ofB);
        return row;
    }
}
