package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.Nullable;

/**
 * A question with its optimum, before it is put into words.
 *
 * @param formulation the program, at the bounds of the optimum
 * @param optimum     columns and prices
 * @param bound       what nothing can cost less than, in the program's unit
 * @param on          which units run, {@code [step][generator]}; null where they are not switched
 */
record Solved(Formulation formulation, ConvexSolver.Optimum optimum, double bound, boolean @Nullable [][] on) {
    Operation operation() {
        return Operation.of(formulation, optimum.x(), on);
    }

    double[][] flows(Operation run) {
        Scenario scenario = formulation.scenario();
        double[][] flows = new double[scenario.steps()][];
        for (int t = 0; t < flows.length; t++) {
            flows[t] = formulation.flow().flows(run.injections(scenario, t));
        }
        return flows;
    }

    /** $ (or what else the objective counts) per MWh of load, by step and bus. */
    double[][] prices() {
        return perMwh(formulation.perMwOfLoad(optimum.prices()), formulation.scale());
    }

    /** t CO2 per MWh of load, by step and bus; null where only the chord model's vertex is known. */
    double @Nullable [][] marginalCo2() {
        ActiveSet exact = optimum.exact();
        return exact == null ? null : perMwh(formulation.perMwOfLoad(exact.changeOf(formulation.co2PerUnit())), 1);
    }

    private double[][] perMwh(double[][] perMw, double scale) {
        double divisor = formulation.scenario().weight() * scale;
        for (double[] row : perMw) {
            for (int n = 0; n < row.length; n++) {
                row[n] /= divisor;
            }
        }
        return perMw;
    }

    /** What the answer costs and how near to the least that is proved to be. */
    Certificate certificate(Operation run, double[][] flows) {
        Scenario s = formulation.scenario();
        Certificate.Check check = new Certificate.Check(s, run, flows);
        double scale = formulation.scale();
        double primal = (run.cost(s) + formulation.co2Price() * run.co2(s)) / scale;
        double dual = formulation.program().lowerBound(optimum.prices()) / scale;
        boolean integers = on != null || !s.storages().isEmpty();
        double size = Math.max(1, Math.abs(primal));
        double least = Math.min(bound / scale, dual);
        return new Certificate(
                primal,
                dual,
                (primal - dual) / size,
                integers ? (Double) least : null,
                integers ? (Double) ((primal - least) / size) : null,
                check.most(),
                check.place());
    }
}
