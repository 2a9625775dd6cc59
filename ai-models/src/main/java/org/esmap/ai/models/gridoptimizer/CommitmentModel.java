package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which units run in which step, as an integer program over the rows that a {@link Formulation} has so far. Curved
 * costs are held from below by tangents through (output, on), so the bound it reports is one on the true cost. Owns one
 * native solver, deleted in {@link #close()}. Not thread-safe.
 */
final class CommitmentModel implements AutoCloseable {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Formulation formulation;
    private final Scenario scenario;
    private final List<Network.Generator> units;
    private final MPSolver solver;
    private final MPVariable[] columns;
    private final MPVariable[][] on;
    private final MPVariable[][] starts;
    private final MPVariable[][] stops;
    private final int tangents;
    private final List<double[]> dispatched;
    private boolean closed;

    /** A schedule {@code on[step][generator]} (null where none was found) and what no schedule can cost less than. */
    record Schedule(boolean @Nullable [][] on, double bound, boolean infeasible) {}

    /** @param dispatched points at which curved costs get tangents beside the {@code tangents} that are spread evenly */
    CommitmentModel(Formulation formulation, int tangents, List<double[]> dispatched) {
        this.dispatched = dispatched;
        this.formulation = formulation;
        this.tangents = tangents;
        scenario = formulation.scenario();
        units = scenario.network().generators();
        MPSolver made = MPSolver.createSolver("SCIP");
        if (made == null) {
            throw new IllegalStateException("OR-Tools was built without SCIP");
        }
        solver = made;
        solver.objective().setMinimization();
        columns = new MPVariable[formulation.program().columns()];
        on = new MPVariable[scenario.steps()][units.size()];
        starts = new MPVariable[scenario.steps()][units.size()];
        stops = new MPVariable[scenario.steps()][units.size()];
        columns();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int g = 0; g < units.size(); g++) {
                unit(t, g);
            }
        }
        rows();
    }

    private void columns() {
        Program program = formulation.program();
        for (int j = 0; j < columns.length; j++) {
            Formulation.Column column = formulation.columns().get(j);
            boolean generation = column.kind() == Formulation.Kind.GENERATION;
            Network.Generator unit = generation ? units.get(column.element()) : null;
            columns[j] = unit == null
                    ? solver.makeNumVar(program.lower(j), program.upper(j), "")
                    : solver.makeNumVar(Math.min(0, unit.minMw()), Math.max(0, unit.maxMw()), "");
            if (unit == null) {
                solver.objective().setCoefficient(columns[j], program.cost(j).linear());
            }
        }
    }

    /** Whether switching a unit off can never save anything. */
    static boolean neverWorthStopping(Network.Generator unit) {
        return unit.minMw() <= 0
                && unit.maxMw() >= 0
                && unit.cost().constant() <= 0
                && unit.unit().initiallyOn();
    }

    private void unit(int t, int g) {
        Network.Generator unit = units.get(g);
        MPVariable output = columns[formulation.generation(t, g)];
        boolean always = neverWorthStopping(unit);
        on[t][g] = solver.makeIntVar(always ? 1 : 0, 1, "");
        starts[t][g] = solver.makeNumVar(0, 1, "");
        stops[t][g] = solver.makeNumVar(0, 1, "");
        cost(t, g, unit, output);
        row(0, INFINITY, output, 1, on[t][g], -unit.minMw());
        row(-INFINITY, 0, output, 1, on[t][g], -unit.maxMw());
        double before = unit.unit().initiallyOn() ? 1 : 0;
        MPConstraint switching = solver.makeConstraint(t == 0 ? before : 0, t == 0 ? before : 0, "");
        switching.setCoefficient(on[t][g], 1);
        switching.setCoefficient(starts[t][g], -1);
        switching.setCoefficient(stops[t][g], 1);
        if (t > 0) {
            switching.setCoefficient(on[t - 1][g], -1);
        }
        solver.objective()
                .setCoefficient(starts[t][g], formulation.counted(unit.unit().startCost()));
        solver.objective()
                .setCoefficient(stops[t][g], formulation.counted(unit.unit().stopCost()));
        stays(t, g, unit);
        ramps(t, g, unit);
    }

    private void cost(int t, int g, Network.Generator unit, MPVariable output) {
        Curve cost = formulation.costOf(unit);
        double fixed = formulation.counted(unit.cost().constant()) * scenario.weight();
        solver.objective().setCoefficient(on[t][g], fixed);
        if (cost.quadratic() == 0 && cost.kinks().length == 0) {
            solver.objective().setCoefficient(output, cost.linear());
            return;
        }
        MPVariable paid = solver.makeNumVar(-INFINITY, INFINITY, "");
        solver.objective().setCoefficient(paid, 1);
        Curve own = cost.withoutConstant();
        for (double at : points(t, g, unit, cost)) {
            double slope = own.slopeAbove(at, 0);
            MPConstraint above = solver.makeConstraint(0, INFINITY, "");
            above.setCoefficient(paid, 1);
            above.setCoefficient(output, -slope);
            above.setCoefficient(on[t][g], slope * at - own.at(at));
        }
    }

    /** Where a cost gets tangents: evenly and at dispatches met before, or on every piece. */
    private double[] points(int t, int g, Network.Generator unit, Curve cost) {
        double[] kinks = cost.kinks();
        if (cost.quadratic() == 0) {
            double[] points = new double[kinks.length + 1];
            points[0] = kinks[0] - 1;
            System.arraycopy(kinks, 0, points, 1, kinks.length);
            return points;
        }
        double[] points = new double[tangents + dispatched.size()];
        for (int k = 0; k < tangents; k++) {
            points[k] = unit.minMw() + (unit.maxMw() - unit.minMw()) * (k + 0.5) / tangents;
        }
        for (int k = 0; k < dispatched.size(); k++) {
            points[tangents + k] = dispatched.get(k)[formulation.generation(t, g)];
        }
        return points;
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
        double running = formulation.rampMw(unit, false);
        if (t == 0 || Double.isInfinite(running)) {
            return;
        }
        double more = formulation.rampMw(unit, true) - running;
        MPVariable now = columns[formulation.generation(t, g)];
        MPVariable before = columns[formulation.generation(t - 1, g)];
        MPConstraint rise = solver.makeConstraint(-INFINITY, running, "");
        rise.setCoefficient(now, 1);
        rise.setCoefficient(before, -1);
        rise.setCoefficient(starts[t][g], -more);
        MPConstraint fall = solver.makeConstraint(-INFINITY, running, "");
        fall.setCoefficient(now, -1);
        fall.setCoefficient(before, 1);
        fall.setCoefficient(stops[t][g], -more);
    }

    private void row(double low, double high, MPVariable a, double ofA, MPVariable b, double ofB) {
        MPConstraint row = solver.makeConstraint(low, high, "");
        row.setCoefficient(a, ofA);
        row.setCoefficient(b, ofB);
    }

    private void rows() {
        Program program = formulation.program();
        boolean[] own = new boolean[program.rows()];
        for (int t = 0; t < scenario.steps(); t++) {
            if (formulation.reserveRow(t) >= 0) {
                own[formulation.reserveRow(t)] = true;
                reserve(t);
            }
            for (int g = 0; g < units.size(); g++) {
                if (formulation.rampRow(t, g) >= 0) {
                    own[formulation.rampRow(t, g)] = true;
                }
            }
        }
        for (int i = 0; i < program.rows(); i++) {
            if (!own[i]) {
                MPConstraint row = solver.makeConstraint(program.rowLower(i), program.rowUpper(i), "");
                for (int k = 0; k < program.columnsOf(i).length; k++) {
                    row.setCoefficient(columns[program.columnsOf(i)[k]], program.entriesOf(i)[k]);
                }
            }
        }
    }

    private void reserve(int t) {
        MPConstraint row = solver.makeConstraint(formulation.requiredReserve(t), INFINITY, "");
        for (int g = 0; g < units.size(); g++) {
            row.setCoefficient(on[t][g], units.get(g).maxMw());
            row.setCoefficient(columns[formulation.generation(t, g)], -1);
        }
    }

    /** Searches until the gap is reached or the time is spent. */
    Schedule solve(double gap, TimeBudget budget) {
        if (closed) {
            throw new IllegalStateException("The solver is closed");
        }
        MPSolverParameters parameters = new MPSolverParameters();
        try {
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, gap);
            solver.setTimeLimit(budget.remainingMs());
            MPSolver.ResultStatus status = solver.solve(parameters);
            boolean found = status == MPSolver.ResultStatus.OPTIMAL || status == MPSolver.ResultStatus.FEASIBLE;
            double bound = found ? solver.objective().bestBound() : Double.NEGATIVE_INFINITY;
            return new Schedule(found ? read() : null, bound, status == MPSolver.ResultStatus.INFEASIBLE);
        } finally {
            parameters.delete();
        }
    }

    private boolean[][] read() {
        boolean[][] runs = new boolean[scenario.steps()][units.size()];
        for (int t = 0; t < runs.length; t++) {
            for (int g = 0; g < units.size(); g++) {
                runs[t][g] = on[t][g].solutionValue() > 0.5;
            }
        }
        return runs;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            solver.delete();
        }
    }
}
