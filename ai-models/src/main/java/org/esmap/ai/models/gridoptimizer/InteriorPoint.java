package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Oracle;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the optimum of a {@link Program} lies: a primal-dual interior point method with Mehrotra's predictor and
 * corrector (S. J. Wright, Primal-Dual Interior-Point Methods, 1997, chapter 10), quadratic costs included, to which an
 * oracle adds rows on the way. What it returns is a guess for {@link ActiveSet} to make exact; where it finds none, it
 * says so. Not thread-safe.
 */
final class InteriorPoint {
    private static final int MOST_ROUNDS = 70;
    private static final double CLOSE = 1e-9;
    private static final double SHORT = 0.995;
    /** μ at the start, in units of the columns' mean width at slopes of 1. */
    private static final double BEGIN = 0.03;
    /** How far inside of its bounds a row begins. */
    private static final double ROOM = 0.3;

    private static final double AGAIN = 0.005;
    private static final double ENOUGH = 1e-3;
    /** How near to an optimum broken rows are looked for, and how often. */
    private static final double LOOK = 5e-2;

    private static final double MARGIN = 0.05;
    private static final double KEEP = 2e-2;
    private static final double BALANCED = 1e-2;
    private static final int LOOKS = 3;

    private final Barrier barrier;
    private final Program program;
    private final int n;
    private final double[] x;
    private final double[] zLow;
    private final double[] zHigh;
    private final double[] dx;
    private final double[] paid;
    private final double[] rightX;
    private final double[] weight;
    private double[] w = {};
    private double[] y = {};
    private double[] vLow = {};
    private double[] vHigh = {};
    private double[] dw = {};
    private double[] dy = {};
    private double[] slack = {};
    private double[] rightW = {};
    private @Nullable NormalEquations equations;
    private double mu;
    private double load;
    private double close;
    private int looks = LOOKS;
    private @Nullable Halfway halfway;

    InteriorPoint(Program program) {
        this.program = program;
        barrier = new Barrier(program);
        n = barrier.size();
        x = new double[n];
        zLow = new double[n];
        zHigh = new double[n];
        dx = new double[n];
        paid = new double[n];
        rightX = new double[n];
        weight = new double[n];
    }

    /**
     * A vertex near the optimum, or null where none was found; called again, a closer one.
     *
     * @throws TimeBudget.OutOfTime where the time ran out
     */
    LinearSolver.@Nullable Vertex next(Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        if (close == 0) {
            begin();
        }
        close = close == 0 ? CLOSE : close / 100;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            budget.check();
            double missing = missing();
            double gap = complementarity();
            if (looks > 0 && missing < BALANCED * load && gap < LOOK && oracle.cut(barrier.columns(x), MARGIN)) {
                looks--;
                begin();
                missing = missing();
                gap = complementarity();
            }
            if (close == CLOSE && gap > KEEP && gap < LOOK && missing < BALANCED * load) {
                keep();
            }
            if (!(gap < Double.POSITIVE_INFINITY)) {
                return null;
            }
            if (missing < 1e-6 && gap < close && unpaid() < 1e-7) {
                return vertex();
            }
            step();
        }
        return null;
    }

    /** Whether the columns are as they were when this was made. */
    boolean fits() {
        return barrier.fits();
    }

    /** Begins again from halfway, for a program whose rows changed a little; its columns must be as they were. */
    void again() {
        Halfway from = halfway;
        close = CLOSE * 100;
        if (from == null) {
            close = 0;
            looks = LOOKS;
            return;
        }
        System.arraycopy(from.x, 0, x, 0, n);
        System.arraycopy(from.zLow, 0, zLow, 0, n);
        System.arraycopy(from.zHigh, 0, zHigh, 0, n);
        w = from.w.clone();
        y = from.y.clone();
        vLow = from.vLow.clone();
        vHigh = from.vHigh.clone();
        mu = from.mu;
        for (int i = 0; i < w.length; i++) {
            enter(i, w[i]);
        }
        adopt();
    }

    /** An iterate that is still well inside of all bounds. */
    private record Halfway(
            double[] x,
            double[] zLow,
            double[] zHigh,
            double[] w,
            double[] y,
            double[] vLow,
            double[] vHigh,
            double mu) {}

    private void keep() {
        halfway = new Halfway(
                x.clone(), zLow.clone(), zHigh.clone(), w.clone(), y.clone(), vLow.clone(), vHigh.clone(), mu);
    }

    private void begin() {
        double width = 0;
        int free = 0;
        for (int v = 0; v < n; v++) {
            x[v] = (barrier.lower[v] + barrier.upper[v]) / 2;
            width += barrier.fixed[v] ? 0 : barrier.upper[v] - barrier.lower[v];
            free += barrier.fixed[v] ? 0 : 1;
        }
        mu = BEGIN * width / Math.max(1, free);
        for (int v = 0; v < n; v++) {
            if (!barrier.fixed[v]) {
                zLow[v] = mu / (x[v] - barrier.lower[v]);
                zHigh[v] = mu / (barrier.upper[v] - x[v]);
            }
        }
        w = new double[0];
        y = new double[0];
        vLow = new double[0];
        vHigh = new double[0];
        adopt();
        load = 1;
        for (int i = 0; i < w.length; i++) load = Math.max(load, equal(i) ? Math.abs(w[i]) : 0);
    }

    /** Takes over rows that are new, each begun inside of its bounds. */
    private void adopt() {
        barrier.grow();
        int before = w.length;
        int rows = barrier.rows();
        w = Arrays.copyOf(w, rows);
        y = Arrays.copyOf(y, rows);
        vLow = Arrays.copyOf(vLow, rows);
        vHigh = Arrays.copyOf(vHigh, rows);
        dw = new double[rows];
        dy = new double[rows];
        slack = new double[rows];
        rightW = new double[rows];
        for (int i = before; i < rows; i++) {
            enter(i, barrier.activity(i, x));
        }
        equations = new NormalEquations(barrier);
    }

    /** Puts the slack of a row near {@code at}, inside of its bounds. */
    private void enter(int i, double at) {
        double low = program.rowLower(i);
        double high = program.rowUpper(i);
        if (equal(i)) {
            w[i] = low;
            vLow[i] = 0;
            vHigh[i] = 0;
            return;
        }
        boolean inside = at - low > ENOUGH * (1 + Math.abs(at)) && high - at > ENOUGH * (1 + Math.abs(at));
        if (inside && (vLow[i] > 0 || vHigh[i] > 0)) {
            w[i] = at;
            return;
        }
        double share = halfway == null ? ROOM : AGAIN;
        double room = Math.min(share * (high - low), 1 + share * Math.abs(Double.isInfinite(low) ? high : low));
        w[i] = Math.min(high - room, Math.max(low + room, at));
        vLow[i] = Double.isInfinite(low) ? 0 : mu / (w[i] - low);
        vHigh[i] = Double.isInfinite(high) ? 0 : mu / (high - w[i]);
    }

    private boolean equal(int row) {
        return program.rowUpper(row) - program.rowLower(row) <= 1e-9;
    }

    /** Most by which a row's activity differs from what it is taken to be, MW. */
    private double missing() {
        double most = 0;
        for (int i = 0; i < w.length; i++) {
            most = Math.max(most, Math.abs(w[i] - barrier.activity(i, x)));
        }
        return most;
    }

    /** Most by which a slope is not paid for, in the scaled unit. */
    private double unpaid() {
        Arrays.fill(paid, 0);
        barrier.addPaid(y, paid);
        double most = 0;
        for (int v = 0; v < n; v++) {
            if (!barrier.fixed[v]) {
                most = Math.max(
                        most, Math.abs(barrier.slope[v] + barrier.curvature[v] * x[v] - paid[v] - zLow[v] + zHigh[v]));
            }
        }
        return most;
    }

    /** The relative gap that remains; sets μ. */
    private double complementarity() {
        double sum = 0;
        double cost = 0;
        int count = 0;
        for (int v = 0; v < n; v++) {
            cost += (barrier.slope[v] + barrier.curvature[v] * x[v] / 2) * x[v];
            if (!barrier.fixed[v]) {
                sum += zLow[v] * (x[v] - barrier.lower[v]) + zHigh[v] * (barrier.upper[v] - x[v]);
                count += 2;
            }
        }
        for (int i = 0; i < w.length; i++) {
            sum += vLow[i] == 0 ? 0 : vLow[i] * (w[i] - program.rowLower(i));
            sum += vHigh[i] == 0 ? 0 : vHigh[i] * (program.rowUpper(i) - w[i]);
            count += (vLow[i] == 0 ? 0 : 1) + (vHigh[i] == 0 ? 0 : 1);
        }
        mu = sum / Math.max(1, count);
        return sum / Math.max(1, Math.abs(cost));
    }

    private void step() {
        for (int v = 0; v < n; v++) {
            weight[v] = barrier.fixed[v]
                    ? 0
                    : 1
                            / (barrier.curvature[v]
                                    + zLow[v] / (x[v] - barrier.lower[v])
                                    + zHigh[v] / (barrier.upper[v] - x[v]));
        }
        for (int i = 0; i < w.length; i++) {
            double pull = (vLow[i] == 0 ? 0 : vLow[i] / (w[i] - program.rowLower(i)))
                    + (vHigh[i] == 0 ? 0 : vHigh[i] / (program.rowUpper(i) - w[i]));
            slack[i] = equal(i) ? 0 : 1 / pull;
        }
        NormalEquations system = equations;
        if (system == null) {
            throw new IllegalStateException("no rows were adopted");
        }
        system.factorise(weight, slack);
        direction(system, 0, false);
        double reach = reach();
        double after = muAfter(reach);
        double centring = Math.pow(after / mu, 3);
        direction(system, centring * mu, true);
        move(SHORT * reach());
    }

    /** The Newton direction towards {@code target}; with {@code corrected}, the last one's products are made up for. */
    private void direction(NormalEquations system, double target, boolean corrected) {
        Arrays.fill(paid, 0);
        barrier.addPaid(y, paid);
        double[] moved = corrected ? dx.clone() : dx;
        double[] bound = corrected ? dw.clone() : dw;
        double[] price = corrected ? dy.clone() : dy;
        double[] change = new double[corrected ? n : 0];
        if (corrected) {
            barrier.addPaid(price, change);
        }
        for (int v = 0; v < n; v++) {
            if (barrier.fixed[v]) {
                rightX[v] = 0;
                continue;
            }
            double low = x[v] - barrier.lower[v];
            double high = barrier.upper[v] - x[v];
            double right = -(barrier.slope[v] + barrier.curvature[v] * x[v] - paid[v] - zLow[v] + zHigh[v]);
            double productLow = 0;
            double productHigh = 0;
            if (corrected) {
                productLow = moved[v] * (-zLow[v] - zLow[v] * moved[v] / low);
                productHigh = -moved[v] * (-zHigh[v] + zHigh[v] * moved[v] / high);
            }
            rightX[v] = right + (target - productLow) / low - zLow[v] - (target - productHigh) / high + zHigh[v];
        }
        for (int i = 0; i < w.length; i++) {
            double miss = w[i] - barrier.activity(i, x);
            int[] own = barrier.variablesOf(i);
            double[] figures = barrier.entriesOf(i);
            for (int k = 0; k < own.length; k++) {
                miss -= figures[k] * weight[own[k]] * rightX[own[k]];
            }
            if (!equal(i)) {
                double right = -(y[i] - vLow[i] + vHigh[i]);
                if (vLow[i] != 0) {
                    double low = w[i] - program.rowLower(i);
                    double product = corrected ? bound[i] * (-vLow[i] - vLow[i] * bound[i] / low) : 0;
                    right += (target - product) / low - vLow[i];
                }
                if (vHigh[i] != 0) {
                    double high = program.rowUpper(i) - w[i];
                    double product = corrected ? -bound[i] * (-vHigh[i] + vHigh[i] * bound[i] / high) : 0;
                    right += -(target - product) / high + vHigh[i];
                }
                rightW[i] = right;
                miss += slack[i] * right;
            }
            dy[i] = miss;
        }
        system.solve(dy);
        Arrays.fill(dx, 0);
        barrier.addPaid(dy, dx);
        for (int v = 0; v < n; v++) {
            dx[v] = weight[v] * (dx[v] + rightX[v]);
        }
        for (int i = 0; i < w.length; i++) {
            dw[i] = equal(i) ? 0 : slack[i] * (rightW[i] - dy[i]);
        }
        multipliers(target, corrected, moved, bound);
    }

    private double[] dzLow = {};
    private double[] dzHigh = {};
    private double[] dvLow = {};
    private double[] dvHigh = {};

    private void multipliers(double target, boolean corrected, double[] moved, double[] bound) {
        dzLow = new double[n];
        dzHigh = new double[n];
        dvLow = new double[w.length];
        dvHigh = new double[w.length];
        for (int v = 0; v < n; v++) {
            if (!barrier.fixed[v]) {
                double low = x[v] - barrier.lower[v];
                double high = barrier.upper[v] - x[v];
                double productLow = corrected ? moved[v] * (-zLow[v] - zLow[v] * moved[v] / low) : 0;
                double productHigh = corrected ? -moved[v] * (-zHigh[v] + zHigh[v] * moved[v] / high) : 0;
                dzLow[v] = (target - productLow - zLow[v] * dx[v]) / low - zLow[v];
                dzHigh[v] = (target - productHigh + zHigh[v] * dx[v]) / high - zHigh[v];
            }
        }
        for (int i = 0; i < w.length; i++) {
            if (vLow[i] != 0) {
                double low = w[i] - program.rowLower(i);
                double product = corrected ? bound[i] * (-vLow[i] - vLow[i] * bound[i] / low) : 0;
                dvLow[i] = (target - product - vLow[i] * dw[i]) / low - vLow[i];
            }
            if (vHigh[i] != 0) {
                double high = program.rowUpper(i) - w[i];
                double product = corrected ? -bound[i] * (-vHigh[i] + vHigh[i] * bound[i] / high) : 0;
                dvHigh[i] = (target - product + vHigh[i] * dw[i]) / high - vHigh[i];
            }
        }
    }

    private double reach() {
        double most = 1 / SHORT;
        for (int v = 0; v < n; v++) {
            if (!barrier.fixed[v]) {
                most = within(most, x[v] - barrier.lower[v], dx[v]);
                most = within(most, barrier.upper[v] - x[v], -dx[v]);
                most = within(most, zLow[v], dzLow[v]);
                most = within(most, zHigh[v], dzHigh[v]);
            }
        }
        for (int i = 0; i < w.length; i++) {
            if (vLow[i] != 0) {
                most = within(most, w[i] - program.rowLower(i), dw[i]);
                most = within(most, vLow[i], dvLow[i]);
            }
            if (vHigh[i] != 0) {
                most = within(most, program.rowUpper(i) - w[i], -dw[i]);
                most = within(most, vHigh[i], dvHigh[i]);
            }
        }
        return most;
    }

    private static double within(double most, double room, double change) {
        return change < 0 ? Math.min(most, -room / change) : most;
    }

    private double muAfter(double reach) {
        double a = Math.min(1, reach);
        double sum = 0;
        int count = 0;
        for (int v = 0; v < n; v++) {
            if (!barrier.fixed[v]) {
                sum += (zLow[v] + a * dzLow[v]) * (x[v] + a * dx[v] - barrier.lower[v])
                        + (zHigh[v] + a * dzHigh[v]) * (barrier.upper[v] - x[v] - a * dx[v]);
                count += 2;
            }
        }
        for (int i = 0; i < w.length; i++) {
            if (vLow[i] != 0) {
                sum += (vLow[i] + a * dvLow[i]) * (w[i] + a * dw[i] - program.rowLower(i));
                count++;
            }
            if (vHigh[i] != 0) {
                sum += (vHigh[i] + a * dvHigh[i]) * (program.rowUpper(i) - w[i] - a * dw[i]);
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    private void move(double by) {
        for (int v = 0; v < n; v++) {
            x[v] += by * dx[v];
            zLow[v] += by * dzLow[v];
            zHigh[v] += by * dzHigh[v];
        }
        for (int i = 0; i < w.length; i++) {
            w[i] += by * dw[i];
            y[i] += by * dy[i];
            vLow[i] += by * dvLow[i];
            vHigh[i] += by * dvHigh[i];
        }
    }

    /** The point with everything put at the bound that it tends to. */
    private LinearSolver.Vertex vertex() {
        int columns = program.columns();
        double[] found = new double[columns];
        double[] basicSlope = new double[columns];
        Arrays.fill(basicSlope, Double.NaN);
        for (int v = 0; v < n; v++) {
            int j = barrier.owner[v];
            double low = x[v] - barrier.lower[v];
            double high = barrier.upper[v] - x[v];
            // In units of each other: a multiplier of 1 weighs as much as the whole width.
            double width = barrier.upper[v] - barrier.lower[v];
            boolean atLow = barrier.fixed[v] || low < width * zLow[v];
            boolean atHigh = !barrier.fixed[v] && high < width * zHigh[v];
            if (atLow) {
                found[j] += barrier.lower[v];
            } else if (atHigh) {
                found[j] += barrier.upper[v];
            } else {
                found[j] += x[v];
                basicSlope[j] = barrier.trueSlope[v];
            }
        }
        double[] prices = new double[w.length];
        boolean[] held = new boolean[w.length];
        for (int i = 0; i < w.length; i++) {
            boolean atLow = vLow[i] != 0 && w[i] - program.rowLower(i) < vLow[i];
            boolean atHigh = vHigh[i] != 0 && program.rowUpper(i) - w[i] < vHigh[i];
            held[i] = equal(i) || atLow || atHigh;
            prices[i] = held[i] ? y[i] * barrier.scale() : 0;
        }
        return new LinearSolver.Vertex(found, prices, basicSlope, held);
    }
}
