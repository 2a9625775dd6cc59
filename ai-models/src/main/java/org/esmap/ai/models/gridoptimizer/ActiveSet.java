package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
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
    /** How far outside of its box a column may end, MW. */
    private static final double SLACK = 1e-7;

    private static final double ROW_SLACK = 1e-8;

    private final Program program;
    private final double[] x;
    private final double[] y;
    private final Guess guess;
    private List<Part> parts = List.of();

    private ActiveSet(Program program, Vertex vertex) {
        this.program = program;
        x = vertex.x().clone();
        y = vertex.y().clone();
        guess = new Guess(program, vertex, x, y);
    }

    /** Begins where {@code before} ended, after bounds changed and rows were added. */
    private ActiveSet(Program program, ActiveSet before) {
        this.program = program;
        x = before.x.clone();
        y = Arrays.copyOf(before.y, program.rows());
        guess = new Guess(program, before.guess, x, y);
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
            wrong[k] = guess.mend();
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
        List<Part> split = Coupling.split(program, guess.states, guess.held);
        if (split == null) {
            return false;
        }
        parts = split;
        for (int i = 0; i < y.length; i++) {
            y[i] = guess.held[i] ? y[i] : 0;
        }
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            if (guess.states[j] == State.CURVED) {
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
            rest[part.rowPlaces()[r]] = guess.target[row] - program.activity(row, x);
        }
        for (int k = 0; k < part.linear().length; k++) {
            rest[part.linearPlaces()[k]] = guess.slopes[part.linear()[k]] - paid[part.linear()[k]];
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

    /** Whether every condition of optimality holds at x and y. */
    private boolean optimal() {
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            if (!fits(j, paid[j])) {
                return false;
            }
        }
        for (int i = 0; i < y.length; i++) {
            double activity = program.activity(i, x);
            double slack = ROW_SLACK * Math.max(1, Math.abs(activity));
            boolean loose = guess.held[i] && Math.abs(activity - guess.target[i]) > slack;
            if (loose || activity < program.rowLower(i) - slack || activity > program.rowUpper(i) + slack) {
                return false;
            }
        }
        return true;
    }

    /** Whether a column is within its box, where it is put exactly, and would not pay to move. */
    private boolean fits(int j, double paid) {
        double low = program.lower(j);
        double high = program.upper(j);
        if (!(x[j] >= low - SLACK && x[j] <= high + SLACK)) {
            return false;
        }
        x[j] = Math.min(high, Math.max(low, x[j]));
        double tolerance = 10 * Guess.near(paid);
        boolean mayRise = x[j] < high - SLACK && program.cost(j).slopeAbove(x[j], SLACK) < paid - tolerance;
        boolean mayFall = x[j] > low + SLACK && program.cost(j).slopeBelow(x[j], SLACK) > paid + tolerance;
        return !mayRise && !mayFall;
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

    /** By row, changes of prices that the bounds and rows which hold do not settle; none where prices are unique. */
    List<double[]> openPrices() {
        List<double[]> open = new ArrayList<>();
        for (Part part : parts) {
            for (int place : part.rowPlaces()) {
                double[] found = part.system()[0].openAt(place);
                if (found != null) {
                    double[] change = new double[y.length];
                    for (int r = 0; r < part.rows().length; r++) {
                        change[part.rows()[r]] = found[part.rowPlaces()[r]];
                    }
                    open.add(change);
                }
            }
        }
        return open;
    }
}
