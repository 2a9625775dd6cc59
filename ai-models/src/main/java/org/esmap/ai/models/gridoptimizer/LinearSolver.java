package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CLP on a {@link Program} whose curves are replaced by chords: each column is a sum of segments between breakpoints,
 * exact for linear and piecewise costs. Solves again from the last basis after bounds, rows or breakpoints changed.
 * One native solver, made here, deleted in {@link #close()} and never touched after it. Not thread-safe.
 */
final class LinearSolver implements AutoCloseable {
    /** Breakpoints of a quadratic cost around its centre, in units of its present width. */
    private static final double[] SPREAD = {-1, -0.25, -0.0625, 0, 0.0625, 0.25, 1};

    private final Program program;
    private final MPSolver solver;
    private final MPObjective objective;
    private final MPSolverParameters parameters = new MPSolverParameters();
    private final List<MPVariable[]> segments = new ArrayList<>();
    private final List<double[]> breaks = new ArrayList<>();
    private final List<MPConstraint> constraints = new ArrayList<>();
    private double @Nullable [] centre;
    private double[] widths = {};
    private boolean stale;
    private boolean closed;

    /**
     * A vertex that CLP found.
     *
     * @param x        columns
     * @param y        rows' prices, the change of cost per unit of the bound
     * @param basicSlope the slope of a column's basic segment; NaN where it has none
     * @param atBound  whether a row is held at a bound (is not basic)
     */
    record Vertex(double[] x, double[] y, double[] basicSlope, boolean[] atBound) {}

    LinearSolver(Program program) {
        this.program = program;
        MPSolver made = MPSolver.createSolver("CLP");
        if (made == null) {
            throw new IllegalStateException("OR-Tools was built without CLP");
        }
        solver = made;
        objective = solver.objective();
        objective.setMinimization();
    }

    private void warm(boolean on) {
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.PRESOLVE,
                on
                        ? MPSolverParameters.PresolveValues.PRESOLVE_OFF.swigValue()
                        : MPSolverParameters.PresolveValues.PRESOLVE_ON.swigValue());
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.INCREMENTALITY,
                on
                        ? MPSolverParameters.IncrementalityValues.INCREMENTALITY_ON.swigValue()
                        : MPSolverParameters.IncrementalityValues.INCREMENTALITY_OFF.swigValue());
    }

    /** Draws the breakpoints of quadratic costs around {@code x}: closer where it stayed near, wider where it left. */
    void focus(double[] x) {
        double[] before = centre;
        double[] closer = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            double range = program.upper(j) - program.lower(j);
            if (before == null || j >= before.length) {
                closer[j] = range / 8;
            } else {
                double moved = Math.abs(x[j] - before[j]) / Math.max(widths[j], 1e-300);
                double factor = moved > 0.99 ? 2 : moved > 0.3 ? 0.5 : 0.125;
                closer[j] = Math.min(range, widths[j] * factor);
            }
        }
        centre = x.clone();
        widths = closer;
        // The last basis means nothing for other breakpoints: from scratch was 9 times faster on 2,000 buses.
        stale = true;
    }

    /** Draws the breakpoints of quadratic costs close around the optimum {@code x}, for solving again nearby. */
    void settle(double[] x) {
        centre = x.clone();
        widths = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            widths[j] = (program.upper(j) - program.lower(j)) / 32;
        }
        stale = true;
    }

    /**
     * The best vertex, or null where the program has no point.
     *
     * @throws TimeBudget.OutOfTime where CLP did not end in time
     */
    @Nullable
    Vertex solve(TimeBudget budget) throws TimeBudget.OutOfTime {
        if (closed) {
            throw new IllegalStateException("The solver is closed");
        }
        budget.check();
        push();
        MPSolver.ResultStatus status = run(!stale, budget);
        if (status != MPSolver.ResultStatus.OPTIMAL && !stale && !budget.spent()) {
            status = run(false, budget);
        }
        stale = false;
        if (status == MPSolver.ResultStatus.INFEASIBLE) {
            return null;
        }
        if (status != MPSolver.ResultStatus.OPTIMAL) {
            budget.check();
            throw new IllegalStateException("CLP ended with " + status);
        }
        return read();
    }

    /** Goes on where CLP stops too early: the processor time of every thread of the process counts against its limit. */
    private MPSolver.ResultStatus run(boolean warm, TimeBudget budget) throws TimeBudget.OutOfTime {
        warm(warm);
        MPSolver.ResultStatus status;
        do {
            budget.check();
            solver.setTimeLimit(budget.remainingMs());
            status = solver.solve(parameters);
            warm(true);
        } while (status == MPSolver.ResultStatus.FEASIBLE);
        return status;
    }

    private void push() {
        for (int j = 0; j < program.columns(); j++) {
            double[] points = points(j);
            boolean fresh = j == segments.size();
            if (fresh) {
                segments.add(new MPVariable[points.length - 1]);
                breaks.add(new double[0]);
            }
            if (!Arrays.equals(points, breaks.get(j))) {
                breaks.set(j, points);
                segments(j, points, fresh);
            }
        }
        for (int i = 0; i < program.rows(); i++) {
            if (i == constraints.size()) {
                constraints.add(constraint(i));
            } else {
                constraints.get(i).setBounds(program.rowLower(i), program.rowUpper(i));
            }
        }
    }

    private void segments(int column, double[] points, boolean fresh) {
        Curve cost = program.cost(column);
        MPVariable[] own = segments.get(column);
        for (int k = 0; k < own.length; k++) {
            double length = points[k + 1] - points[k];
            double low = k == 0 ? points[0] : 0;
            double high = k == 0 ? points[1] : length;
            if (fresh) {
                own[k] = solver.makeNumVar(low, high, "");
            } else {
                own[k].setBounds(low, high);
            }
            double slope = length > 1e-9
                    ? (cost.at(points[k + 1]) - cost.at(points[k])) / length
                    : cost.slopeAbove(points[k], 0);
            objective.setCoefficient(own[k], slope);
        }
    }

    private MPConstraint constraint(int row) {
        MPConstraint made = solver.makeConstraint(program.rowLower(row), program.rowUpper(row), "");
        int[] columns = program.columnsOf(row);
        double[] entries = program.entriesOf(row);
        for (int k = 0; k < columns.length; k++) {
            for (MPVariable segment : segments.get(columns[k])) {
                made.setCoefficient(segment, entries[k]);
            }
        }
        return made;
    }

    /** The breakpoints of a column, rising from its lower to its upper bound; their number never changes. */
    private double[] points(int column) {
        Curve cost = program.cost(column);
        double low = program.lower(column);
        double high = program.upper(column);
        if (cost.quadratic() == 0) {
            double[] points = new double[cost.kinks().length + 2];
            points[0] = low;
            points[points.length - 1] = high;
            for (int k = 0; k < cost.kinks().length; k++) {
                points[k + 1] = Math.min(high, Math.max(low, cost.kinks()[k]));
            }
            return points;
        }
        double[] points = new double[SPREAD.length + 2];
        points[0] = low;
        points[points.length - 1] = high;
        for (int k = 0; k < SPREAD.length; k++) {
            double point = centre == null || column >= centre.length
                    ? low + (high - low) * (k + 1) / (SPREAD.length + 1)
                    : centre[column] + SPREAD[k] * widths[column];
            points[k + 1] = Math.min(high, Math.max(low, point));
        }
        return points;
    }

    private Vertex read() {
        int columns = program.columns();
        double[] x = new double[columns];
        double[] basicSlope = new double[columns];
        for (int j = 0; j < columns; j++) {
            basicSlope[j] = Double.NaN;
            for (MPVariable segment : segments.get(j)) {
                x[j] += segment.solutionValue();
                if (segment.basisStatus() == MPSolver.BasisStatus.BASIC) {
                    basicSlope[j] = objective.getCoefficient(segment);
                }
            }
        }
        double[] y = new double[program.rows()];
        boolean[] atBound = new boolean[y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = constraints.get(i).dualValue();
            atBound[i] = constraints.get(i).basisStatus() != MPSolver.BasisStatus.BASIC;
        }
        return new Vertex(x, y, basicSlope, atBound);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            parameters.delete();
            solver.delete();
        }
    }
}
