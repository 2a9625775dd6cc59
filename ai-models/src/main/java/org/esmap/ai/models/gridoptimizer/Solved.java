package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.Nullable;

/**
 * A question with its optimum, before it is put into words.
 *
 * @param formulation the program, at the bounds of the optimum
 * @param optimum     columns and prices
 * @param bound       what nothing can cost less than, in the program's unit; -∞ where that is not known
 * @param on          which units run, {@code [step][generator]}; null where they are not switched
 */
record Solved(Formulation formulation, ConvexSolver.Optimum optimum, double bound, boolean @Nullable [][] on) {
    private static final double SAME_PRICE = 1e-9;

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
        double[][] prices = unbounded();
        for (int t = 0; t < prices.length; t++) {
            double most = mostPerMwh(t);
            for (int n = 0; n < prices[t].length; n++) {
                prices[t][n] = mayBeShed(t, n) ? Math.min(most, prices[t][n]) : prices[t][n];
            }
        }
        return prices;
    }

    /** t CO2 per MWh of load, by step and bus; null where only the chord model's vertex is known. */
    double @Nullable [][] marginalCo2() {
        ActiveSet exact = optimum.exact();
        if (exact == null) {
            return null;
        }
        double[][] prices = unbounded();
        double[][] marginal = perMwh(formulation.perMwOfLoad(exact.changeOf(co2PerUnit())), 1);
        for (int t = 0; t < marginal.length; t++) {
            double most = mostPerMwh(t);
            for (int n = 0; n < marginal[t].length; n++) {
                boolean shed = mayBeShed(t, n) && prices[t][n] > most * (1 + SAME_PRICE);
                marginal[t][n] = shed ? 0 : marginal[t][n];
            }
        }
        return marginal;
    }

    /** Emissions per unit of each column, t. */
    private double[] co2PerUnit() {
        Scenario scenario = formulation.scenario();
        double[] weights = new double[formulation.program().columns()];
        for (int t = 0; t < scenario.steps(); t++) {
            for (int g = 0; g < scenario.network().generators().size(); g++) {
                double factor = scenario.network().generators().get(g).co2TPerMwh();
                weights[formulation.layout.generation[t][g]] = factor * scenario.weight();
            }
        }
        return weights;
    }

    /** Prices as the dual variables have them; where all load of a bus is shed, above what one more MWh would cost. */
    private double[][] unbounded() {
        return perMwh(
                formulation.perMwOfLoad(optimum.prices()),
                formulation.weighing().scale());
    }

    private boolean mayBeShed(int t, int bus) {
        return formulation.scenario().loadMw(t, bus) >= 0;
    }

    /** What a MWh of load costs at most, since it may be shed and needs its reserve all the same. */
    private double mostPerMwh(int t) {
        Double shedPrice = formulation.weighing().shedPrice();
        if (shedPrice == null) {
            return Double.POSITIVE_INFINITY;
        }
        return shedPrice / formulation.weighing().scale()
                + formulation.scenario().reserve() * reservePrice(t);
    }

    /** $ per MWh of reserve; 0 where none is asked for. */
    double reservePrice(int t) {
        int row = formulation.layout.reserve[t];
        double divisor =
                formulation.scenario().weight() * formulation.weighing().scale();
        return row < 0 ? 0 : Math.abs(optimum.prices()[row]) / divisor;
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

    boolean isBounded() {
        return Double.isFinite(bound);
    }

    /**
     * What the answer costs and how near to the least that is proved to be. Bounds lie below what is told by as much as
     * they lie below the whole sum, so where tonnes are told they hold for what costs and sheds no more than the answer.
     */
    Certificate certificate(Operation run, double[][] flows) {
        Scenario s = formulation.scenario();
        Certificate.Check check = new Certificate.Check(s, run, flows);
        Weighing weighing = formulation.weighing();
        double primal = weighing.objective(run);
        double sum = weighing.sum(run);
        double dual = primal - (sum - formulation.program().lowerBound(optimum.prices())) / weighing.scale();
        boolean integers = on != null || !s.storages().isEmpty();
        double size = Math.max(1, Math.abs(primal));
        double least = Math.min(primal - (sum - bound) / weighing.scale(), dual);
        return new Certificate(
                primal,
                dual,
                (primal - dual) / size,
                integers && isBounded() ? (Double) least : null,
                integers && isBounded() ? (Double) ((primal - least) / size) : null,
                check.most(),
                check.place());
    }
}
