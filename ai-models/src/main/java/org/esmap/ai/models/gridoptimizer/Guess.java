package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import org.esmap.ai.models.gridoptimizer.Coupling.State;
import org.esmap.ai.models.gridoptimizer.LinearSolver.Vertex;

/**
 * Which bounds and rows hold at the optimum of a {@link Program}, and at which bound each: guessed from a vertex or from
 * an optimum nearby, mended where a point shows the guess wrong. Shares its point with {@link ActiveSet}, and moves
 * columns to the bounds that they are fixed at. Not thread-safe.
 */
final class Guess {
    private static final double TOLERANCE = 1e-8;

    private final Program program;
    private final double[] x;
    private final double[] y;
    final State[] states;
    /** By column: the slope of the piece of its cost that it lies on. */
    final double[] slopes;
    /** By row: whether it holds as an equation. */
    final boolean[] held;
    /** By row: the bound at which it does. */
    final double[] target;

    /**
     * The guess that a vertex shows.
     *
     * @param x the vertex, a copy of its own
     * @param y its prices, a copy of its own
     */
    Guess(Program program, Vertex vertex, double[] x, double[] y) {
        this.program = program;
        this.x = x;
        this.y = y;
        states = new State[x.length];
        slopes = vertex.basicSlope().clone();
        held = new boolean[y.length];
        target = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            states[j] = stateAt(j);
        }
        for (int i = 0; i < y.length; i++) {
            held[i] = isEquation(i) || vertex.atBound()[i];
            target[i] = nearest(i, program.activity(i, x));
        }
    }

    /** Begins where {@code before} ended, after bounds changed and rows were added. */
    Guess(Program program, Guess before, double[] x, double[] y) {
        this.program = program;
        this.x = x;
        this.y = y;
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
            boolean high = y[i] < 0;
            target[i] =
                    y[i] == 0 ? nearest(i, program.activity(i, x)) : high ? program.rowUpper(i) : program.rowLower(i);
            held[i] |= isEquation(i);
        }
    }

    private boolean isEquation(int row) {
        return program.rowLower(row) == program.rowUpper(row);
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

    /** Changes the guess where bounds or signs are wrong; how often that was. */
    int mend() {
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
            if (isEquation(i)) {
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

    static double near(double size) {
        return TOLERANCE * Math.max(1, Math.abs(size));
    }
}
