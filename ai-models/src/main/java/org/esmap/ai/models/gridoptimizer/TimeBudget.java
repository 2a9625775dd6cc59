package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.core.model.Deadline;

/**
 * The time that a question may take: its own limit, and never past the moment when its answer becomes useless.
 *
 * @param endNanos on {@link System#nanoTime()}
 * @param pressed  whether that moment comes before the question's own limit
 */
record TimeBudget(long endNanos, boolean pressed) {
    /** Kept back for reading the result and writing the answer. */
    private static final long RESERVE_NANOS = 150_000_000L;

    static TimeBudget of(double seconds, Deadline deadline) {
        long own = (long) (seconds * 1e9);
        long left = deadline.remainingNanos();
        long useful = left - Math.min(RESERVE_NANOS, left / 4);
        return new TimeBudget(System.nanoTime() + Math.min(own, useful), useful < own);
    }

    /** A budget that ends after {@code share} of what is left of this one. */
    TimeBudget share(double share) {
        return new TimeBudget(System.nanoTime() + (long) (Math.max(0, remainingNanos()) * share), pressed);
    }

    /** This budget, or one that ends after {@code seconds}, whichever ends first. */
    TimeBudget atMost(double seconds) {
        return new TimeBudget(Math.min(endNanos, System.nanoTime() + (long) (seconds * 1e9)), pressed);
    }

    long remainingNanos() {
        return endNanos - System.nanoTime();
    }

    /** Milliseconds left, at least 1. */
    long remainingMs() {
        return Math.max(1, remainingNanos() / 1_000_000);
    }

    boolean spent() {
        return remainingNanos() <= 0;
    }

    /**
     * Ends work that would come too late.
     *
     * @throws OutOfTime once the budget is spent
     */
    void check() throws OutOfTime {
        if (spent()) {
            throw new OutOfTime();
        }
    }

    /** The time of a question ran out before its answer was found. */
    static class OutOfTime extends Exception {
        private static final long serialVersionUID = 1;

        OutOfTime() {
            this("The time limit passed before the optimum was found");
        }

        OutOfTime(String message) {
            super(message, null, false, false);
        }
    }
}
