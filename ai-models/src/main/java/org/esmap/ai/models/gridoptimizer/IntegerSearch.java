package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.jspecify.annotations.Nullable;

/**
 * Finds which units run, where they may be switched, and which way storages go, where they would go both: integer search
 * over the branch limits known so far, then exact dispatch and prices of the choice found, and again while the dispatch
 * meets new branch limits or costs that matter. Not thread-safe.
 */
final class IntegerSearch {
    private static final long LEAST_PASS_NANOS = 1_000_000_000L;
    /** Share of the time that is kept for the dispatch of the choice found. */
    private static final double KEPT = 0.2;

    /** The gap at which storages' ways are no more in doubt, and how long it is sought once the target is reached. */
    private static final double EXACT = 1e-9;

    private static final double EXACT_SECONDS = 2;

    private final Formulation formulation;
    private final ConvexSolver solver;
    private final Exclusive exclusive;
    private final Settings.Commitment settings;
    private final boolean units;
    private final TimeBudget budget;
    /** Dispatches met so far, where the next search puts further tangents. */
    private final List<double[]> dispatched = new ArrayList<>();

    private @Nullable Best best;
    private double bound = Double.NEGATIVE_INFINITY;
    /** Whether the program is at the bounds of the best choice. */
    private boolean stands;

    private record Best(IntegerModel.Choice choice, Optimum optimum, double value) {}

    /**
     * What was chosen, with its exact dispatch.
     *
     * @param on      {@code on[step][generator]}; null where units were not switched
     * @param optimum the dispatch
     * @param bound   what no choice can cost less than, in the program's unit; -∞ where the time ended before that was known
     */
    record Plan(boolean @Nullable [][] on, Optimum optimum, double bound) {}

    /** @param units whether units are switched; else the program is taken as it stands */
    IntegerSearch(
            Formulation formulation,
            ConvexSolver solver,
            Settings.Commitment settings,
            boolean units,
            TimeBudget budget) {
        this.formulation = formulation;
        this.solver = solver;
        this.settings = settings;
        this.units = units;
        this.budget = budget;
        exclusive = new Exclusive(formulation, solver);
    }

    /** The best plan found, or null where there is none; leaves the program at that plan. */
    @Nullable
    Plan solve() throws TimeBudget.OutOfTime {
        if (units) {
            double[] relaxed = solver.roughly(formulation, budget);
            if (relaxed == null) {
                return null;
            }
            exclusive.keptBy(relaxed);
            return search(new Rounding(formulation)
                    .candidates(relaxed).stream()
                            .map(on -> new IntegerModel.Choice(on, null))
                            .toList());
        }
        Optimum relaxed = exclusive.relaxed(budget);
        if (relaxed == null) {
            return null;
        }
        bound = formulation.program().value(relaxed.x());
        if (exclusive.keptBy(relaxed.x())) {
            return new Plan(null, relaxed, bound);
        }
        dispatched.add(relaxed.x());
        IntegerModel.Choice likely = new IntegerModel.Choice(null, null);
        take(likely, budget);
        return search(List.of(likely));
    }

    private @Nullable Plan search(List<IntegerModel.Choice> guesses) throws TimeBudget.OutOfTime {
        try {
            if (!improve(guesses)) {
                return null;
            }
        } catch (TimeBudget.OutOfTime e) {
            if (best == null) {
                throw e;
            }
        }
        Best found = best;
        if (found == null) {
            throw new IllegalStateException("No choice that the integer search offers can be dispatched");
        }
        Optimum optimum = stands ? found.optimum() : dispatch(found.choice(), budget);
        if (optimum == null) {
            return null;
        }
        double value = formulation.program().value(optimum.x());
        return new Plan(found.choice().on(), optimum, Math.min(bound, value));
    }

    /**
     * Searches pass by pass, the last part of the time kept for the dispatch of what was found; false where there is
     * nothing to choose.
     */
    private boolean improve(List<IntegerModel.Choice> guesses) throws TimeBudget.OutOfTime {
        TimeBudget share = budget.share(1 - KEPT);
        double gap = settings.targetGap() / 2;
        for (int pass = 0; pass < settings.passes() || best == null; pass++) {
            long began = System.nanoTime();
            share.check();
            IntegerModel.Result result = choose(gap, share);
            if (result.infeasible()) {
                return best != null;
            }
            bound = Math.max(bound, result.bound());
            int rows = formulation.program().rows();
            boolean broken = exclusive.broken();
            IntegerModel.Choice chosen = result.choice();
            for (IntegerModel.Choice choice : chosen == null ? guesses : List.of(chosen)) {
                take(choice, best == null ? budget : share);
            }
            boolean stuck = best == null && formulation.program().rows() == rows && exclusive.broken() == broken;
            if (stuck || within(units ? settings.targetGap() : EXACT)) {
                break;
            }
            long pace = Math.max(LEAST_PASS_NANOS, System.nanoTime() - began);
            if (within(settings.targetGap())) {
                gap = EXACT;
                share = share.atMost(EXACT_SECONDS);
            } else if (best != null && share.remainingNanos() < pace / 2) {
                break;
            }
        }
        return true;
    }

    private boolean within(double gap) {
        return best != null && best.value() - bound <= gap * Math.abs(best.value());
    }

    private void take(IntegerModel.Choice choice, TimeBudget until) throws TimeBudget.OutOfTime {
        Optimum optimum = dispatch(choice, until);
        if (optimum == null) {
            return;
        }
        dispatched.add(optimum.x());
        double value = formulation.program().value(optimum.x());
        if (best == null || value < best.value()) {
            best = new Best(choice, optimum, value);
            stands = true;
        }
    }

    private IntegerModel.Result choose(double gap, TimeBudget share) {
        stands = false;
        exclusive.open();
        IntegerModel.Open open = new IntegerModel.Open(units, exclusive.broken());
        try (IntegerModel model = new IntegerModel(formulation, open, settings.tangents(), dispatched)) {
            if (best != null && !units) {
                model.hint(best.optimum().x());
            }
            return model.solve(gap, share.share(settings.shareOfTime()));
        }
    }

    private @Nullable Optimum dispatch(IntegerModel.Choice choice, TimeBudget until) throws TimeBudget.OutOfTime {
        stands = false;
        boolean[][] on = choice.on();
        if (on != null) {
            formulation.fix(on, switchingCost(on));
        }
        return exclusive.solve(choice.charging(), until);
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
        return formulation.counted(cost) * formulation.scenario().switchingWeight();
    }
}
