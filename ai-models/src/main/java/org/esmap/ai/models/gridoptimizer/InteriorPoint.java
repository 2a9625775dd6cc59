package org.esmap.ai.models.gridoptimizer;

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
    /** How near to an optimum rows are looked for, how near to their limit they count, and how often that is done. */
    private static final double LOOK = 5e-2;

    private static final double MARGIN = 0.05;
    private static final int LOOKS = 3;
    /** The same shortly before the end, where few rows are still missing. */
    private static final double LATE_LOOK = 1e-4;

    private static final double LATE_MARGIN = 1e-3;
    /** The gap down to which an iterate is worth beginning again from. */
    private static final double KEEP = 1e-2;

    private static final double BALANCED = 1e-2;

    /** The most that this may hold, 72 MB; 200,000 quantities without a branch limit have 52 MB of it. */
    private static final long MOST_DOUBLES = 9_000_000;

    private final Program program;
    private final Barrier barrier;
    private final Iterate point;
    private double close;
    private int looks = LOOKS;
    private int lateLooks = LOOKS;
    private Iterate.@Nullable Halfway halfway;

    InteriorPoint(Program program) {
        this.program = program;
        barrier = new Barrier(program);
        point = new Iterate(program, barrier);
    }

    /** Whether a program is too large for this. */
    static boolean exceededBy(Program program) {
        return SystemSize.doubles(program) > MOST_DOUBLES;
    }

    /** Whether the columns are as they were when this was made. */
    boolean fits() {
        return barrier.fits();
    }

    /**
     * A vertex near the optimum, or null where none was found; called again, a closer one.
     *
     * @throws TimeBudget.OutOfTime where the time ran out
     */
    LinearSolver.@Nullable Vertex next(Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        if (close == 0) {
            point.begin();
        }
        close = close == 0 ? CLOSE : close / 100;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            budget.check();
            double missing = point.missing();
            double gap = point.gap();
            boolean balanced = missing < BALANCED * point.load();
            if (looks > 0 && balanced && gap < LOOK && oracle.cut(point.columns(), MARGIN)) {
                looks--;
                if (exceededBy(program)) {
                    return null;
                }
                point.begin();
                missing = point.missing();
                gap = point.gap();
                balanced = false;
            }
            if (lateLooks > 0 && halfway != null && balanced && gap < LATE_LOOK) {
                lateLooks--;
                if (oracle.cut(point.columns(), LATE_MARGIN)) {
                    if (exceededBy(program)) {
                        return null;
                    }
                    point.again(halfway);
                    continue;
                }
            }
            if (close == CLOSE && balanced && gap > KEEP && gap < LOOK) {
                halfway = point.copy();
            }
            if (!(gap < Double.POSITIVE_INFINITY)) {
                return null;
            }
            if (missing < 1e-6 && gap < close && point.unpaid() < 1e-7) {
                return point.vertex();
            }
            point.step();
        }
        return null;
    }

    /** Begins again from halfway, for a program whose rows changed a little; its columns must be as they were. */
    void again() {
        Iterate.Halfway from = halfway;
        close = from == null ? 0 : CLOSE * 100;
        lateLooks = LOOKS;
        if (from == null) {
            looks = LOOKS;
            return;
        }
        point.again(from);
    }
}
