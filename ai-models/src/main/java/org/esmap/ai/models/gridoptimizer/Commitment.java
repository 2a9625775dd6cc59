package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds which units run: integer search over the branch limits known so far, then exact dispatch and prices of the
 * schedule found, and again while the dispatch meets new branch limits that matter. Not thread-safe.
 */
final class Commitment {
    private static final long LEAST_PASS_NANOS = 1_000_000_000L;
    /** Share of the time that is kept for the dispatch of the schedule found. */
    private static final double KEPT = 0.2;

    private final Formulation formulation;
    private final ConvexSolver solver;
    private final Settings.Commitment settings;
    private final TimeBudget budget;
    /** Dispatches met so far, where the next search puts further tangents. */
    private final List<double[]> dispatched = new ArrayList<>();

    private boolean @Nullable [][] best;
    private double bestValue = Double.POSITIVE_INFINITY;
    private double bound = Double.NEGATIVE_INFINITY;

    /**
     * A schedule with its exact dispatch.
     *
     * @param on    {@code on[step][generator]}
     * @param found the dispatch; its bound is one over all schedules
     */
    record Plan(boolean[][] on, Exclusive.Found found) {}

    Commitment(Formulation formulation, ConvexSolver solver, Settings.Commitment settings, TimeBudget budget) {
        this.formulation = formulation;
        this.solver = solver;
        this.settings = settings;
        this.budget = budget;
    }

    /** The best plan found, or null where there is none; leaves the program at that plan. */
    @Nullable
    Plan solve() throws TimeBudget.OutOfTime {
        double[] relaxed = solver.roughly(formulation, budget);
        if (relaxed == null) {
            return null;
        }
        try {
            if (!improve(new Rounding(formulation).candidates(relaxed))) {
                return null;
            }
        } catch (TimeBudget.OutOfTime e) {
            if (best == null) {
                throw e;
            }
        }
        boolean[][] on = best;
        if (on == null) {
            throw new TimeBudget.OutOfTime();
        }
        formulation.fix(on, switchingCost(on));
        Exclusive.Found found = new Exclusive(formulation, solver, budget).solve();
        if (found == null) {
            return null;
        }
        double value = formulation.program().value(found.optimum().x());
        return new Plan(on, new Exclusive.Found(found.optimum(), Math.min(bound, value)));
    }

    /** Searches pass by pass, the last part of the time kept for the dispatch of what was found; false where no schedule exists. */
    private boolean improve(List<boolean[][]> candidates) throws TimeBudget.OutOfTime {
        TimeBudget share = budget.share(1 - KEPT);
        for (int pass = 0; pass < settings.passes() || best == null; pass++) {
            long began = System.nanoTime();
            share.check();
            CommitmentModel.Schedule schedule = search(share);
            if (schedule.infeasible()) {
                return false;
            }
            bound = Math.max(bound, schedule.bound());
            int rows = formulation.program().rows();
            boolean[][] scheduled = schedule.on();
            for (boolean[][] on : scheduled == null ? candidates : List.<boolean[][]>of(scheduled)) {
                take(on, best == null ? budget : share);
            }
            boolean close = best != null && bestValue - bound <= settings.targetGap() * Math.abs(bestValue);
            boolean stuck = best == null && formulation.program().rows() == rows;
            long pace = Math.max(LEAST_PASS_NANOS, System.nanoTime() - began);
            if (close || stuck || best != null && share.remainingNanos() < pace / 2) {
                break;
            }
        }
        return true;
    }

    private void take(boolean[][] on, TimeBudget until) throws TimeBudget.OutOfTime {
        double value = valueOf(on, until);
        if (value < bestValue) {
            best = on;
            bestValue = value;
        }
    }

    private CommitmentModel.Schedule search(TimeBudget share) {
        try (CommitmentModel model = new CommitmentModel(formulation, settings.tangents(), dispatched)) {
            return model.solve(settings.targetGap() / 2, share.share(settings.shareOfTime()));
        }
    }

    private double valueOf(boolean[][] on, TimeBudget until) throws TimeBudget.OutOfTime {
        formulation.fix(on, switchingCost(on));
        ConvexSolver.Optimum optimum = solver.solve(formulation, until);
        if (optimum == null) {
            return Double.POSITIVE_INFINITY;
        }
        dispatched.add(optimum.x());
        return formulation.program().value(optimum.x());
    }

    private double switchingCost(boolean[][] on) {
        double cost = 0;
        for (int g = 0; g < on[0].length; g++) {
            Network.Unit unit =
                    formulation.scenario().network().generators().get(g).unit();
            boolean before = unit.initiallyOn();
            for (boolean[] step : on) {
                cost += step[g] && !before ? unit.startCost() : 0;
                cost += !step[g] && before ? unit.stopCost() : 0;
                before = step[g];
            }
        }
        return cost * formulation.scenario().switchingWeight();
    }
}
