package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.Nullable;

/**
 * Finds the optimum of a {@link Program} that grows while it is solved: chord model, exact refinement, and rows that
 * an oracle adds where a point breaks them, until none does. Owns one native solver. Not thread-safe.
 */
final class ConvexSolver implements AutoCloseable {
    private static final double EXACT = 1e-12;
    private static final int ATTEMPTS = 3;
    private static final int CLOSER = 3;

    private final Program program;
    private final LinearSolver linear;
    private final int rounds;
    private final Way way;
    private @Nullable ActiveSet last;
    private @Nullable InteriorPoint interior;

    /** Adds the rows that a point breaks. */
    interface Oracle {
        /** Whether rows were added because {@code x} breaks them, or comes nearer to them than {@code margin} of their limit. */
        boolean cut(double[] x, double margin) throws TooLarge;

        /** Whether a cut may bring columns along, not only rows. */
        boolean addsColumns();

        /** Whether rows were added because {@code x} breaks them. */
        default boolean cut(double[] x) throws TooLarge {
            return cut(x, 0);
        }
    }

    /**
     * An optimum.
     *
     * @param x      columns
     * @param prices rows' prices
     * @param exact  the optimality system it solves; null where only the chord model's vertex is known
     */
    record Optimum(double[] x, double[] prices, @Nullable ActiveSet exact) {}

    /** Where the search for an optimum begins: within, which is quicker; or at vertices, which misses nothing. */
    enum Way {
        WITHIN,
        BY_VERTICES
    }

    ConvexSolver(Program program, int rounds) {
        this(program, rounds, Way.WITHIN);
    }

    ConvexSolver(Program program, int rounds, Way way) {
        this.program = program;
        this.rounds = rounds;
        this.way = way;
        linear = new LinearSolver(program);
    }

    /**
     * The optimum, or null where the program has no point. Looks near the last optimum first.
     *
     * @throws TimeBudget.OutOfTime where it was not found in time
     */
    @Nullable
    Optimum solve(Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        return solve(oracle, budget, EXACT);
    }

    /** The same, content with a point whose cost is proved to be within {@code closeEnough} of the least, relatively. */
    @Nullable
    Optimum solve(Oracle oracle, TimeBudget budget, double closeEnough) throws TimeBudget.OutOfTime {
        budget.check();
        ActiveSet near = last == null ? null : ActiveSet.refine(program, last);
        ActiveSet exact = near == null ? null : uncut(near, oracle, budget);
        if (exact == null && way == Way.WITHIN && !oracle.addsColumns()) {
            exact = fromWithin(oracle, budget);
        }
        Optimum found = exact == null
                ? fromVertices(oracle, budget, closeEnough)
                : new Optimum(exact.x(), exact.prices(), exact);
        if (found != null && found.exact() != null) {
            if (last == null) {
                linear.settle(found.x());
            }
            last = found.exact();
        }
        return found;
    }

    /** A point of the program that is near the optimum and breaks no row of the oracle's; null where there is none. */
    double @Nullable [] roughly(Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        while (true) {
            LinearSolver.Vertex vertex = linear.solve(budget);
            if (vertex == null || !oracle.cut(vertex.x())) {
                return vertex == null ? null : vertex.x();
            }
        }
    }

    private @Nullable ActiveSet fromWithin(Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        for (int attempt = 0; attempt < ATTEMPTS && !letGoIfTooLarge(); attempt++) {
            InteriorPoint within = interior;
            if (within != null && within.fits()) {
                within.again();
            } else {
                within = new InteriorPoint(program);
                interior = within;
            }
            ActiveSet exact = null;
            for (int closer = 0; exact == null && closer < CLOSER; closer++) {
                LinearSolver.Vertex guess = within.next(oracle, budget);
                if (guess == null) {
                    letGoIfTooLarge();
                    return null;
                }
                exact = ActiveSet.refine(program, guess);
            }
            if (exact == null) {
                return null;
            }
            exact = uncut(exact, oracle, budget);
            if (exact != null) {
                return exact;
            }
        }
        return null;
    }

    /** Lets go what the search within holds where the program is too large for it, and says so. */
    private boolean letGoIfTooLarge() {
        boolean tooLarge = InteriorPoint.exceededBy(program);
        interior = tooLarge ? null : interior;
        return tooLarge;
    }

    /** The optimum after every row that it breaks has been added; null where it moves too far for that. */
    private @Nullable ActiveSet uncut(ActiveSet from, Oracle oracle, TimeBudget budget) throws TimeBudget.OutOfTime {
        ActiveSet exact = from;
        while (exact != null && oracle.cut(exact.x())) {
            budget.check();
            exact = ActiveSet.refine(program, exact);
        }
        return exact;
    }

    private @Nullable Optimum fromVertices(Oracle oracle, TimeBudget budget, double closeEnough)
            throws TimeBudget.OutOfTime {
        int focused = 0;
        while (true) {
            LinearSolver.Vertex vertex = linear.solve(budget);
            if (vertex == null) {
                return null;
            }
            if (oracle.cut(vertex.x())) {
                continue;
            }
            ActiveSet exact = ActiveSet.refine(program, vertex);
            if (exact != null && !oracle.cut(exact.x())) {
                return new Optimum(exact.x(), exact.prices(), exact);
            }
            if (exact == null && (focused++ >= rounds || gap(vertex) <= closeEnough)) {
                return new Optimum(vertex.x(), vertex.y(), null);
            }
            if (exact == null) {
                linear.focus(vertex.x());
            }
        }
    }

    private double gap(LinearSolver.Vertex vertex) {
        double cost = program.value(vertex.x());
        return (cost - program.lowerBound(vertex.y())) / Math.max(1, Math.abs(cost));
    }

    @Override
    public void close() {
        linear.close();
    }
}
