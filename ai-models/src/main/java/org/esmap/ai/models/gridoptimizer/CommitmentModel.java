package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which units run in which step, as an integer program over the rows that a {@link Formulation} has so far. Costs are
 * held from below, so the bound it reports is one on the true cost. Owns one native solver, deleted in {@link #close()}.
 * Not thread-safe.
 */
final class CommitmentModel implements AutoCloseable {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Formulation formulation;
    private final Scenario scenario;
    private final List<Network.Generator> units;
    private final MPSolver solver;
    private final MPVariable[] columns;
    private final SwitchedUnits switched;
    private boolean closed;

    /** A schedule {@code on[step][generator]} (null where none was found) and what no schedule can cost less than. */
    record Schedule(boolean @Nullable [][] on, double bound, boolean infeasible) {}

    /** @param dispatched points at which curved costs get tangents beside the {@code tangents} that are spread evenly */
    CommitmentModel(Formulation formulation, int tangents, List<double[]> dispatched) {
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
        columns();
        switched = new SwitchedUnits(formulation, solver, columns, tangents, dispatched);
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
            row.setCoefficient(switched.on(t, g), units.get(g).maxMw());
            row.setCoefficient(columns[formulation.generation(t, g)], -1);
        }
        for (int j : formulation.program().columnsOf(formulation.reserveRow(t))) {
            if (formulation.columns().get(j).kind() == Formulation.Kind.RESERVE_SHORT) {
                row.setCoefficient(columns[j], 1);
            }
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
                runs[t][g] = switched.on(t, g).solutionValue() > 0.5;
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
