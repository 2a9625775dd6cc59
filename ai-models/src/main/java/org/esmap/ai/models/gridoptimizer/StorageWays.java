package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Map;

/**
 * The part of an {@link IntegerModel} that keeps storages from charging and discharging at once: whether each may
 * charge in a step, or else discharge. Belongs to its model's solver; not thread-safe.
 */
final class StorageWays {
    private final Formulation formulation;
    private final MPSolver solver;
    private final MPVariable[] columns;
    private final MPVariable[][] charging;

    /**
     * Adds all storages in all steps.
     *
     * @param columns the variables of the formulation's columns
     */
    StorageWays(Formulation formulation, MPSolver solver, MPVariable[] columns) {
        this.formulation = formulation;
        this.solver = solver;
        this.columns = columns;
        Scenario scenario = formulation.scenario();
        charging = new MPVariable[scenario.steps()][scenario.storages().size()];
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                charging[t][s] = solver.makeIntVar(0, 1, "");
                add(t, s);
            }
        }
    }

    private void add(int t, int s) {
        Scenario.Storage store = formulation.scenario().storages().get(s);
        MPVariable in = columns[formulation.layout.charge[t][s]];
        MPVariable out = columns[formulation.layout.discharge[t][s]];
        MPConstraint charges = solver.makeConstraint(Double.NEGATIVE_INFINITY, 0, "");
        charges.setCoefficient(in, 1);
        charges.setCoefficient(charging[t][s], -store.chargeMw());
        MPConstraint discharges = solver.makeConstraint(Double.NEGATIVE_INFINITY, store.dischargeMw(), "");
        discharges.setCoefficient(out, 1);
        discharges.setCoefficient(charging[t][s], store.dischargeMw());
    }

    /** Adds to {@code hint} the ways that storages go at {@code x}, the formulation's columns. */
    void hint(double[] x, Map<MPVariable, Double> hint) {
        for (int t = 0; t < charging.length; t++) {
            for (int s = 0; s < charging[t].length; s++) {
                hint.put(charging[t][s], x[formulation.layout.charge[t][s]] > 0 ? 1.0 : 0.0);
            }
        }
    }

    /** By step and storage, whether it may charge in the solution found. */
    boolean[][] read() {
        boolean[][] found = new boolean[charging.length][];
        for (int t = 0; t < found.length; t++) {
            found[t] = new boolean[charging[t].length];
            for (int s = 0; s < found[t].length; s++) {
                found[t][s] = charging[t][s].solutionValue() > 0.5;
            }
        }
        return found;
    }
}
