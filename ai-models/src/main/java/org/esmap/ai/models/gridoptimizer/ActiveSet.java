package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Coupling.Part;
import org.esmap.ai.models.gridoptimizer.Coupling.State;
import org.esmap.ai.models.gridoptimizer.LinearSolver.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * From a vertex of the chord model to the optimum itself: guesses which bounds and rows hold, solves the optimality
 * conditions of that guess exactly, mends the guess where a sign or a bound is wrong (primal-dual active set method,
 * Hintermüller, Ito and Kunisch 2002), and accepts a point only when every condition holds. Not thread-safe.
 */
final class ActiveSet {
    private static final int MENDS = 25;
    private static final int FEW_MENDS = 10;
    private static final double TOLERANCE = 1e-8;

    private final Program program;
    private final State[] states;
    private final double[] x;
    private final double[] slopes;
    private final double[] y;
    private final boolean[] held;
    private final double[] target;
    private List<Part> parts = List.of();

    private ActiveSet(Program program, Vertex vertex) {
        this.program = program;
        x = vertex.x().clone();
        y = vertex.y().clone();
        states = new State[x.length];
        slopes = vertex.basicSlope().clone();
        held = new boolean[y.length];
        target = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            states[j] = stateAt(j);
        }
        for (int i = 0; i < y.length; i++) {
            double activity = program.activity(i, x);
            boolean equal = program.rowLower(i) == program.rowUpper(i);
            held[i] = equal || vertex.atBound()[i];
            target[i] = nearest(i, activity);
        }
    }

    /** Begins where {@code before} ended, after bounds changed and rows were added. */
    private ActiveSet(Program program, ActiveSet before) {
        this.program = program;
        x = before.x.clone();
        y = Arrays.copyOf(before.y, program.rows());
        states = before.states.clone();
        slopes = before.slopes.clone();
        held = Arrays.copyOf(before.held, y.length);
        target = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            double low = program.lower(j);
            double high = program.upper(j);
            boolean outside = x[j] < low || x[j] > high;
            x[j] = Math.min(high, Math.max(low, x[j]));
            states[j] = low == high || outside ? State.FIXED : states[j];
        }
        for (int i = 0; i < y.length; i++) {
            boolean high = i < before.y.length && before.y[i] < 0;
            boolean unclear = i >= before.y.length || before.y[i] == 0;
            target[i] = unclear ? nearest(i, program.activity(i, x)) : high ? program.rowUpper(i) : program.rowLower(i);
            held[i] |= program.rowLower(i) == program.rowUpper(i);
        }
    }

    private State stateAt(int j) {
        double low = program.lower(j);
        double high = program.upper(j);
        double near = 1e-9 * Math.max(1, high - low);
        if (program.cost(j).quadratic() > 0) {
            if (x[j] > low + near && x[j] < high - near) {
                return State.CURVED;
            }
            x[j] = x[j] <= low + near ? low : high;
            return State.FIXED;
        }
        return low == high || Double.isNaN(slopes[j]) ? State.FIXED : State.LINEAR;
    }

    private double nearest(int row, double activity) {
        double low = program.rowLower(row);
        double high = program.rowUpper(row);
        return Math.abs(activity - low) <= Math.abs(activity - high) ? low : high;
    }

    /** The optimum near {@code vertex}, or null where the guess could not be mended. */
    static @Nullable ActiveSet refine(Program program, Vertex vertex) {
        return new ActiveSet(program, vertex).mended(MENDS);
    }

    /** The optimum near {@code before}, an optimum under other bounds or fewer rows; null where it is not near. */
    static @Nullable ActiveSet refine(Program program, ActiveSet before) {
        return before.x.length == program.columns() ? new ActiveSet(program, before).mended(FEW_MENDS) : null;
    }

    /** Mends as long as ever less is wrong; a guess that is no good is given up early. */
    private @Nullable ActiveSet mended(int most) {
        int[] wrong = new int[most];
        for (int k = 0; k < most; k++) {
            if (!solve()) {
                return null;
            }
            wrong[k] = mend();
            if (wrong[k] == 0) {
                return optimal() ? this : null;
            }
            if (k >= 4 && wrong[k] >= wrong[k - 3]) {
                return null;
            }
        }
        return null;
    }

    double[] x() {
        return x;
    }

    /** Rows' prices: the change of cost per unit of a row's bound. */
    double[] prices() {
        return y;
    }

    /** Solves the present guess into x and y; false where a system is too large. */
    private boolean solve() {
        List<Part> split = Coupling.split(program, states, held);
        if (split == null) {
            return false;
        }
        parts = split;
        for (int i = 0; i < y.length; i++) {
            y[i] = held[i] ? y[i] : 0;
        }
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            if (states[j] == State.CURVED) {
                x[j] = (paid[j] - program.cost(j).linear())
                        / (2 * program.cost(j).quadratic());
            }
        }
        for (Part part : parts) {
            solve(part, paid);
        }
        return true;
    }

    /** Solves for the change from the present point: where a system is not of full rank, what it leaves open stays. */
    private void solve(Part part, double[] paid) {
        double[] rest = new double[part.rows().length + part.linear().length];
        for (int r = 0; r < part.rows().length; r++) {
            int row = part.rows()[r];
            rest[part.rowPlaces()[r]] = target[row] - program.activity(row, x);
        }
        for (int k = 0; k < part.linear().length; k++) {
            rest[part.linearPlaces()[k]] = slopes[part.linear()[k]] - paid[part.linear()[k]];
        }
        double[] found = part.solve(rest);
        for (int r = 0; r < part.rows().length; r++) {
            y[part.rows()[r]] += found[part.rowPlaces()[r]];
        }
        for (int k = 0; k < part.linear().length; k++) {
            x[part.linear()[k]] += found[part.linearPlaces()[k]];
        }
        for (int c = 0; c < part.curved().length; c++) {
            int column = part.curved()[c];
            x[column] += paid(part, c, found) / (2 * program.cost(column).quadratic());
        }
    }

    private static double paid(Part part, int curved, double[] found) {
        double sum = 0;
        for (int k = 0; k < part.touched()[curved].length; k++) {
            sum += part.entries()[curved][k] * found[part.touched()[curved][k]];
        }
        return sum;
    }

    /** Changes the guess where bounds or signs are wrong; how often that was. */
    private int mend() {
        double[] paid = program.pricesOf(y);
        int changed = 0;
        for (int j = 0; j < x.length; j++) {
            if (program.lower(j) < program.upper(j)) {
                changed += (states[j] == State.FIXED ? free(j, paid[j]) : fix(j)) ? 1 : 0;
            }
        }
        return mendRows() + changed;
    }

    /** Fixes a free column that left its box, or its piece of a piecewise cost, at the bound that it passed. */
    private boolean fix(int j) {
        double low = program.lower(j);
        double high = program.upper(j);
        for (double kink : states[j] == State.LINEAR ? program.cost(j).kinks() : new double[0]) {
            boolean above = program.cost(j).slopeBelow(kink, 0) < slopes[j];
            low = above ? Math.max(low, Math.min(kink, high)) : low;
            high = above ? high : Math.min(high, Math.max(kink, low));
        }
        double near = 1e-9 * Math.max(1, Math.abs(x[j]));
        if (x[j] >= low - near && x[j] <= high + near) {
            return false;
        }
        x[j] = x[j] < low ? low : high;
        states[j] = State.FIXED;
        return true;
    }

    /** Frees a fixed column that would pay to move. */
    private boolean free(int j, double paid) {
        Curve cost = program.cost(j);
        double near = 1e-9 * Math.max(1, Math.abs(x[j]));
        double above = cost.slopeAbove(x[j], near);
        double below = cost.slopeBelow(x[j], near);
        boolean up = x[j] < program.upper(j) - near && paid > above + near(paid);
        boolean down = x[j] > program.lower(j) + near && paid < below - near(paid);
        if (up || down) {
            states[j] = cost.quadratic() > 0 ? State.CURVED : State.LINEAR;
            slopes[j] = up ? above : below;
        }
        return up || down;
    }

    private int mendRows() {
        int changed = 0;
        for (int i = 0; i < y.length; i++) {
            double low = program.rowLower(i);
            double high = program.rowUpper(i);
            if (low == high) {
                continue;
            }
            if (held[i]) {
                boolean wrong = target[i] == low ? y[i] < -near(y[i]) : y[i] > near(y[i]);
                changed += wrong ? 1 : 0;
                held[i] = !wrong;
            } else {
                double activity = program.activity(i, x);
                if (activity < low - near(low) || activity > high + near(high)) {
                    held[i] = true;
                    target[i] = activity < low ? low : high;
                    changed++;
                }
            }
        }
        return changed;
    }

    private static double near(double size) {
        return TOLERANCE * Math.max(1, Math.abs(size));
    }

    /** Whether every condition of optimality holds at x and y. */
    private boolean optimal() {
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            double low = program.lower(j);
            double high = program.upper(j);
            double slack = 1e-7;
            if (!(x[j] >= low - slack && x[j] <= high + slack)) {
                return false;
            }
            x[j] = Math.min(high, Math.max(low, x[j]));
            double tolerance = 10 * near(paid[j]);
            boolean mayRise = x[j] < high - slack && program.cost(j).slopeAbove(x[j], slack) < paid[j] - tolerance;
            boolean mayFall = x[j] > low + slack && program.cost(j).slopeBelow(x[j], slack) > paid[j] + tolerance;
            if (mayRise || mayFall) {
                return false;
            }
        }
        for (int i = 0; i < y.length; i++) {
            double activity = program.activity(i, x);
            double slack = 1e-8 * Math.max(1, Math.abs(activity));
            if (activity < program.rowLower(i) - slack || activity > program.rowUpper(i) + slack) {
                return false;
            }
        }
        return true;
    }

    /**
     * By row: how Σ value·x changes per unit of the row's bound, as long as the same bounds and rows hold.
     *
     * @param values a weight a column
     */
    double[] changeOf(double[] values) {
        double[] change = new double[y.length];
        for (Part part : parts) {
            double[] rest = new double[part.rows().length + part.linear().length];
            for (int c = 0; c < part.curved().length; c++) {
                double weight = values[part.curved()[c]]
                        / (2 * program.cost(part.curved()[c]).quadratic());
                for (int k = 0; k < part.touched()[c].length; k++) {
                    rest[part.touched()[c][k]] += part.entries()[c][k] * weight;
                }
            }
            for (int k = 0; k < part.linear().length; k++) {
                rest[part.linearPlaces()[k]] = values[part.linear()[k]];
            }
            double[] found = part.solve(rest);
            for (int r = 0; r < part.rows().length; r++) {
                change[part.rows()[r]] = found[part.rowPlaces()[r]];
            }
        }
        return change;
    }
}
