package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be chosen, as an integer program over the rows that a {@link Formulation} has so far: which units run in
 * which step, and which way each storage goes. Costs are held from below, so the bound it reports is one on the true
 * cost. Owns one native solver, deleted in {@link #close()}. Not thread-safe.
 */
final class IntegerModel implements AutoCloseable {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Formulation formulation;
    private final Scenario scenario;
    private final List<Network.Generator> units;
    private final MPSolver solver;
    private final MPVariable[] columns;
    private final UnitCosts costs;
    private final @Nullable SwitchedUnits switched;
    private final @Nullable StorageWays ways;
    private boolean closed;

    /** What is to be chosen; what is not stays as the program has it, and storages may go both ways at once. */
    record Open(boolean units, boolean ways) {}

    /**
     * What was chosen.
     *
     * @param on       {@code on[step][generator]}; null where units are not switched
     * @param charging {@code charging[step][storage]}; null where ways are not chosen
     */
    record Choice(boolean @Nullable [][] on, boolean @Nullable [][] charging) {}

    /** A choice (null where none was found) and what no choice can cost less than. */
    record Result(@Nullable Choice choice, double bound, boolean infeasible) {}

    /** @param dispatched points at which curved costs get tangents beside the {@code tangents} that are spread evenly */
    IntegerModel(Formulation formulation, Open open, int tangents, List<double[]> dispatched) {
        this.formulation = formulation;
        scenario = formulation.scenario();
        units = scenario.network().generators();
        MPSolver made = MPSolver.createSolver("SCIP");
        if (made == null) {
            throw new IllegalStateException("OR-Tools was built without SCIP");
        }
        solver = made;
        solver.objective().setMinimization();
        columns = new MPVariable[formulation.program().columns()];
        columns(open);
        costs = new UnitCosts(formulation, solver, tangents, dispatched);
        switched = open.units() ? new SwitchedUnits(formulation, solver, columns, costs) : null;
        ways = open.ways() ? new StorageWays(formulation, solver, columns) : null;
        if (switched == null) {
            solver.objective().setOffset(formulation.program().constant());
            for (int t = 0; t < scenario.steps(); t++) {
                for (int g = 0; g < units.size(); g++) {
                    costs.add(t, g, columns[formulation.layout.generation[t][g]], null);
                }
            }
        }
        rows(switched);
    }

    private void columns(Open open) {
        Program program = formulation.program();
        for (int j = 0; j < columns.length; j++) {
            Formulation.Column column = formulation.layout.columns.get(j);
            boolean generation = column.kind() == Formulation.Kind.GENERATION;
            Network.Generator unit = generation && open.units() ? units.get(column.element()) : null;
            columns[j] = unit == null
                    ? solver.makeNumVar(program.lower(j), program.upper(j), "")
                    : solver.makeNumVar(Math.min(0, unit.minMw()), Math.max(0, unit.maxMw()), "");
            if (!generation) {
                solver.objective().setCoefficient(columns[j], program.cost(j).linear());
            }
        }
    }

    private void rows(@Nullable SwitchedUnits switching) {
        Program program = formulation.program();
        boolean[] own = new boolean[program.rows()];
        for (int t = 0; switching != null && t < scenario.steps(); t++) {
            if (formulation.layout.reserve[t] >= 0) {
                own[formulation.layout.reserve[t]] = true;
                reserve(t, switching);
            }
            for (int g = 0; g < units.size(); g++) {
                if (formulation.layout.ramp[t][g] >= 0) {
                    own[formulation.layout.ramp[t][g]] = true;
                }
                if (formulation.layout.least[t][g] >= 0) {
                    own[formulation.layout.least[t][g]] = true;
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

    private void reserve(int t, SwitchedUnits switching) {
        MPConstraint row = solver.makeConstraint(formulation.layout.requiredReserve(t), INFINITY, "");
        for (int g = 0; g < units.size(); g++) {
            row.setCoefficient(switching.on(t, g), units.get(g).maxMw());
            row.setCoefficient(columns[formulation.layout.generation[t][g]], -1);
        }
        for (int j : formulation.program().columnsOf(formulation.layout.reserve[t])) {
            if (formulation.layout.columns.get(j).kind() == Formulation.Kind.RESERVE_SHORT) {
                row.setCoefficient(columns[j], 1);
            }
        }
    }

    /** Begins the search from a point that keeps to one way everywhere, the formulation's columns, where units are not switched. */
    void hint(double[] x) {
        Map<MPVariable, Double> hint = new LinkedHashMap<>();
        for (int j = 0; j < x.length; j++) {
            hint.put(columns[j], x[j]);
        }
        costs.hint(x, hint);
        if (ways != null) {
            ways.hint(x, hint);
        }
        solver.setHint(
                hint.keySet().toArray(MPVariable[]::new),
                hint.values().stream().mapToDouble(v -> v).toArray());
    }

    /** Searches until the gap is reached or the time is spent. */
    Result solve(double gap, TimeBudget budget) {
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
            return new Result(found ? read() : null, bound, status == MPSolver.ResultStatus.INFEASIBLE);
        } finally {
            parameters.delete();
        }
    }

    private Choice read() {
        return new Choice(switched == null ? null : switched.read(), ways == null ? null : ways.read());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            solver.delete();
        }
    }
}
