package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every storage from charging and discharging at once. The linear model alone allows it, and profits from it
 * where a price is negative. Shuts one way of a storage only in the steps in which it would go both, so that the prices
 * are those of a storage that is free to turn everywhere else. Not thread-safe.
 */
final class Exclusive {
    private static final double BOTH_MW = 1e-7;

    private final Formulation formulation;
    private final ConvexSolver solver;
    private final Scenario scenario;
    private boolean broken;

    /** A storage in a step. */
    private record Place(int step, int storage) {}

    Exclusive(Formulation formulation, ConvexSolver solver) {
        this.formulation = formulation;
        this.solver = solver;
        scenario = formulation.scenario();
    }

    /**
     * The least cost where no storage goes both ways, or null where there is no such point; leaves the program at its
     * bounds.
     *
     * @param charging {@code charging[step][storage]}, what is left open where a storage would go both ways; null for
     *                 the way on which it would take or give more
     */
    @Nullable
    Optimum solve(boolean @Nullable [][] charging, TimeBudget budget) throws TimeBudget.OutOfTime {
        open();
        while (true) {
            Optimum at = solver.solve(formulation, budget);
            List<Place> both = at == null ? List.of() : both(at.x());
            if (both.isEmpty()) {
                return at;
            }
            for (Place place : both) {
                int in = formulation.layout.charge[place.step()][place.storage()];
                int out = formulation.layout.discharge[place.step()][place.storage()];
                boolean charges = charging == null ? at.x()[in] > at.x()[out] : charging[place.step()][place.storage()];
                formulation.program().setBox(charges ? out : in, 0, 0);
            }
        }
    }

    /** The least cost where every storage may go both ways, or null where there is no point. */
    @Nullable
    Optimum relaxed(TimeBudget budget) throws TimeBudget.OutOfTime {
        open();
        return solver.solve(formulation, budget);
    }

    /** Whether no storage goes both ways at {@code x}. */
    boolean keptBy(double[] x) {
        return both(x).isEmpty();
    }

    /** Whether any point seen so far had a storage go both ways. */
    boolean broken() {
        return broken;
    }

    /** Opens both ways of every storage. */
    void open() {
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                Scenario.Storage store = scenario.storages().get(s);
                formulation.program().setBox(formulation.layout.charge[t][s], 0, store.chargeMw());
                formulation.program().setBox(formulation.layout.discharge[t][s], 0, store.dischargeMw());
            }
        }
    }

    /** The most that storages take and give by step, as the program has it now. */
    double[][] boxes() {
        int storages = scenario.storages().size();
        double[][] boxes = new double[scenario.steps()][2 * storages];
        for (int t = 0; t < boxes.length; t++) {
            for (int s = 0; s < storages; s++) {
                boxes[t][2 * s] = formulation.program().upper(formulation.layout.charge[t][s]);
                boxes[t][2 * s + 1] = formulation.program().upper(formulation.layout.discharge[t][s]);
            }
        }
        return boxes;
    }

    /** Puts back what {@link #boxes()} gave. */
    void restore(double[][] boxes) {
        for (int t = 0; t < boxes.length; t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                formulation.program().setBox(formulation.layout.charge[t][s], 0, boxes[t][2 * s]);
                formulation.program().setBox(formulation.layout.discharge[t][s], 0, boxes[t][2 * s + 1]);
            }
        }
    }

    /** Where storages go both ways; where that loses nothing, what goes both ways is taken off. */
    private List<Place> both(double[] x) {
        List<Place> places = new ArrayList<>();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                int in = formulation.layout.charge[t][s];
                int out = formulation.layout.discharge[t][s];
                double both = Math.min(x[in], x[out]);
                if (both > 0 && !scenario.storages().get(s).loses()) {
                    x[in] -= both;
                    x[out] -= both;
                } else if (both > BOTH_MW) {
                    places.add(new Place(t, s));
                }
            }
        }
        broken |= !places.isEmpty();
        return places;
    }
}
