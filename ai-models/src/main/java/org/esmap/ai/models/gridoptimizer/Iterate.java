package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A point strictly inside of all bounds, with the multipliers of bounds and rows, that steps towards the optimum by
 * Mehrotra's predictor and corrector. Not thread-safe.
 */
final class Iterate {
    private static final double SHORT = 0.995;
    /** μ at the start, in units of the columns' mean width at slopes of 1. */
    private static final double BEGIN = 0.03;
    /** How far inside of its bounds a row begins, from the start and from halfway. */
    private static final double ROOM = 0.3;

    private static final double ROOM_HALFWAY = 0.005;
    private static final double ENOUGH = 1e-3;

    private final Program program;
    private final Barrier barrier;
    private final double[] paid;
    private final double[] rightX;
    private final double[] weight;
    private Boxed x;
    private Boxed w = new Boxed(0);
    private double[] y = {};
    private double[] dy = {};
    private double[] slack = {};
    private double[] rightW = {};
    /** By row: by how much its activity differs from what it is taken to be, MW. */
    private double[] missing = {};

    private @Nullable NormalEquations equations;
    private double mu;
    private double load;

    /** What an iterate was once, to begin again from. */
    record Halfway(Boxed x, Boxed w, double[] y, double mu) {}

    Iterate(Program program, Barrier barrier) {
        this.program = program;
        this.barrier = barrier;
        x = new Boxed(barrier.size());
        paid = new double[barrier.size()];
        rightX = new double[barrier.size()];
        weight = new double[barrier.size()];
    }

    /** The columns of the program. */
    double[] columns() {
        return barrier.columns(x.at);
    }

    /** The size of what the rows that are equations ask for, at least 1. */
    double load() {
        return load;
    }

    Halfway copy() {
        return new Halfway(x.copy(x.size()), w.copy(w.size()), y.clone(), mu);
    }

    /** Begins again from where it was, for a program whose rows changed a little. */
    void again(Halfway from) {
        x = from.x().copy(x.size());
        w = from.w().copy(from.w().size());
        y = from.y().clone();
        mu = from.mu();
        for (int i = 0; i < w.size(); i++) {
            enter(i, w.at[i], ROOM_HALFWAY);
        }
        adopt(ROOM_HALFWAY);
    }

    /** Begins in the middle of everything. */
    void begin() {
        double width = 0;
        int free = 0;
        for (int v = 0; v < x.size(); v++) {
            width += barrier.fixed[v] ? 0 : barrier.upper[v] - barrier.lower[v];
            free += barrier.fixed[v] ? 0 : 1;
        }
        mu = BEGIN * width / Math.max(1, free);
        for (int v = 0; v < x.size(); v++) {
            x.lower[v] = barrier.lower[v];
            x.upper[v] = barrier.upper[v];
            x.fixed[v] = barrier.fixed[v];
            x.put(v, (x.lower[v] + x.upper[v]) / 2, mu);
        }
        w = new Boxed(0);
        y = new double[0];
        adopt(ROOM);
        load = 1;
        for (int i = 0; i < w.size(); i++) {
            load = Math.max(load, w.fixed[i] ? Math.abs(w.at[i]) : 0);
        }
    }

    /** Takes over rows that are new, each begun inside of its bounds. */
    private void adopt(double room) {
        barrier.grow();
        int before = w.size();
        int rows = barrier.rows();
        w = w.copy(rows);
        y = Arrays.copyOf(y, rows);
        dy = new double[rows];
        slack = new double[rows];
        rightW = new double[rows];
        missing = new double[rows];
        for (int i = before; i < rows; i++) {
            enter(i, barrier.activity(i, x.at), room);
        }
        equations = new NormalEquations(barrier);
    }

    /** Puts the slack of a row near {@code value}, inside of its bounds. */
    private void enter(int i, double value, double share) {
        double low = program.rowLower(i);
        double high = program.rowUpper(i);
        w.lower[i] = low;
        w.upper[i] = high;
        w.fixed[i] = high - low <= 1e-9;
        double enough = ENOUGH * (1 + Math.abs(value));
        boolean begun = w.low[i] > 0 || w.high[i] > 0;
        if (w.fixed[i]) {
            w.put(i, low, mu);
        } else if (!begun || value - low <= enough || high - value <= enough) {
            double room = Math.min(share * (high - low), 1 + share * Math.abs(Double.isInfinite(low) ? high : low));
            w.put(i, Math.min(high - room, Math.max(low + room, value)), mu);
        }
    }

    /** Most by which a row's activity differs from what it is taken to be, MW; to be asked before each step. */
    double missing() {
        double most = 0;
        for (int i = 0; i < w.size(); i++) {
            missing[i] = w.at[i] - barrier.activity(i, x.at);
            most = Math.max(most, Math.abs(missing[i]));
        }
        return most;
    }

    /** What is wrong with the slope of a variable, in the scaled unit; {@link #paid} must be up to date. */
    private double wrong(int v) {
        return barrier.slope[v] + barrier.curvature[v] * x.at[v] - paid[v] - x.low[v] + x.high[v];
    }

    /** Most by which the slope of a variable is wrong, in the scaled unit. */
    double unpaid() {
        pay();
        double most = 0;
        for (int v = 0; v < x.size(); v++) {
            most = Math.max(most, x.fixed[v] ? 0 : Math.abs(wrong(v)));
        }
        return most;
    }

    private void pay() {
        Arrays.fill(paid, 0);
        barrier.addPaid(y, paid);
    }

    /** The relative gap that remains; sets μ. */
    double gap() {
        double cost = 0;
        for (int v = 0; v < x.size(); v++) {
            cost += (barrier.slope[v] + barrier.curvature[v] * x.at[v] / 2) * x.at[v];
        }
        double sum = x.products(0) + w.products(0);
        mu = sum / Math.max(1, x.sides() + w.sides());
        return sum / Math.max(1, Math.abs(cost));
    }

    /** Goes as far towards the optimum as the bounds allow; {@link #missing()} and {@link #gap()} must be up to date. */
    void step() {
        for (int v = 0; v < x.size(); v++) {
            weight[v] = x.fixed[v] ? 0 : 1 / (barrier.curvature[v] + x.pull(v));
        }
        for (int i = 0; i < w.size(); i++) {
            slack[i] = w.fixed[i] ? 0 : 1 / w.pull(i);
        }
        NormalEquations system = equations;
        if (system == null) {
            throw new IllegalStateException("no rows were adopted");
        }
        system.factorise(weight, slack);
        pay();
        x.predict();
        w.predict();
        direction(system, 0);
        double reach = w.reach(x.reach(1));
        double after = (x.products(reach) + w.products(reach)) / Math.max(1, x.sides() + w.sides());
        x.correct();
        w.correct();
        direction(system, Math.pow(after / mu, 3) * mu);
        double part = SHORT * w.reach(x.reach(1 / SHORT));
        x.advance(part);
        w.advance(part);
        for (int i = 0; i < y.length; i++) {
            y[i] += part * dy[i];
        }
    }

    /** The Newton direction towards products of {@code target}. */
    private void direction(NormalEquations system, double target) {
        for (int v = 0; v < x.size(); v++) {
            rightX[v] = x.fixed[v] ? 0 : x.push(v, target) - wrong(v);
        }
        for (int i = 0; i < w.size(); i++) {
            double miss = missing[i];
            int[] own = barrier.variablesOf(i);
            double[] figures = barrier.entriesOf(i);
            for (int k = 0; k < own.length; k++) {
                miss -= figures[k] * weight[own[k]] * rightX[own[k]];
            }
            rightW[i] = w.fixed[i] ? 0 : w.push(i, target) - (y[i] - w.low[i] + w.high[i]);
            dy[i] = miss + slack[i] * rightW[i];
        }
        system.solve(dy);
        Arrays.fill(x.move, 0);
        barrier.addPaid(dy, x.move);
        for (int v = 0; v < x.size(); v++) {
            x.move[v] = weight[v] * (x.move[v] + rightX[v]);
        }
        for (int i = 0; i < w.size(); i++) {
            w.move[i] = slack[i] * (rightW[i] - dy[i]);
        }
        x.follow(target);
        w.follow(target);
    }

    /** The point with everything put at the bound that it tends to. */
    LinearSolver.Vertex vertex() {
        return barrier.vertex(x, w, y);
    }
}
