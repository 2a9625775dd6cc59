package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.jspecify.annotations.Nullable;

/**
 * Settles prices where the least cost has a kink, say where load is just what a unit can give: there any price between
 * what one MWh less saves and what one more costs belongs to the optimum. Takes what one more costs, everywhere at
 * once; what one less saves where there is no more to be had. Not thread-safe.
 */
final class OneMoreMwh {
    /** Share of all load that is added: more than rounding, less than the way to the next kink. */
    private static final double MORE = 1e-5;

    private static final double LEAST_MW = 1e-3;
    private static final double CHANGED = 1e-9;

    private final Formulation formulation;
    private final ConvexSolver solver;
    private final TimeBudget budget;

    OneMoreMwh(Formulation formulation, ConvexSolver solver, TimeBudget budget) {
        this.formulation = formulation;
        this.solver = solver;
        this.budget = budget;
    }

    /** {@code optimum} with the prices of one more MWh where its own are open. */
    Optimum priced(Optimum optimum) throws TimeBudget.OutOfTime {
        ActiveSet exact = optimum.exact();
        if (exact == null || !leavesPricesOpen(exact)) {
            return optimum;
        }
        ActiveSet settled = settled();
        ActiveSet known = settled == null ? ActiveSet.refine(formulation.program(), exact) : settled;
        if (known != null) {
            return new Optimum(optimum.x(), known.prices(), known);
        }
        // rows may have been added, and an optimum has a price for each
        Optimum again = solver.solve(formulation, budget);
        return again == null ? optimum : again;
    }

    private @Nullable ActiveSet settled() {
        double mw = mw();
        for (double more : new double[] {mw, -mw}) {
            ActiveSet beyond = optimumWith(more);
            ActiveSet here = beyond == null ? null : ActiveSet.refine(formulation.program(), beyond);
            if (here != null) {
                return here;
            }
        }
        return null;
    }

    private boolean leavesPricesOpen(ActiveSet exact) {
        return exact.openPrices().stream()
                .flatMap(change -> Arrays.stream(formulation.perMwOfLoad(change)))
                .flatMapToDouble(Arrays::stream)
                .anyMatch(change -> Math.abs(change) > CHANGED);
    }

    private @Nullable ActiveSet optimumWith(double more) {
        formulation.addLoad(more);
        try {
            Optimum found = solver.solve(formulation, budget);
            return found == null ? null : found.exact();
        } catch (TimeBudget.OutOfTime e) {
            return null; // the optimum itself stands
        } finally {
            formulation.addLoad(-more);
        }
    }

    private double mw() {
        Scenario scenario = formulation.scenario();
        double most = 0;
        for (int t = 0; t < scenario.steps(); t++) {
            most = Math.max(most, Math.abs(scenario.totalLoadMw(t)));
        }
        return Math.max(LEAST_MW, MORE * most) / scenario.network().buses().size();
    }
}
