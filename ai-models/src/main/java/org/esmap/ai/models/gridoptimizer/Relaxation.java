package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;

/** The least that has to give, counted in MW and steps, so that an infeasible question has an answer. */
final class Relaxation {
    private static final double NOTICEABLE_MW = 1e-6;
    private static final double SHARE_OF_TIME = 0.5;

    private Relaxation() {}

    /**
     * What has to give.
     *
     * @param totalMw sum of the changes
     * @param changes what gives by how much; together they suffice, and no smaller sum does
     */
    record Least(double totalMw, List<Change> changes) {}

    /**
     * One thing that gives.
     *
     * @param element such as {@code bus:3} or {@code branch:5}
     * @param kind    what of it: load, minimumOutput, limit, reserve, finalEnergy
     * @param step    the step, from 0
     * @param byMw    how much, MW (MWh for finalEnergy)
     */
    record Change(String element, String kind, int step, double byMw) {}

    static Least find(Scenario scenario, PowerFlow flow, Settings settings, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        Formulation formulation = new Formulation(scenario, flow, settings, Formulation.Mode.LEAST_RELAXATION);
        try (ConvexSolver solver =
                new ConvexSolver(formulation.program(), settings.tolerances().rounds())) {
            double[] x = solve(formulation, solver, budget);
            for (int pass = 0;
                    scenario.commitment() && pass < settings.commitment().passes();
                    pass++) {
                int rows = formulation.program().rows();
                formulation.fix(schedule(formulation, budget), 0);
                x = solve(formulation, solver, budget);
                if (formulation.program().rows() == rows) {
                    break;
                }
            }
            return read(formulation, x);
        }
    }

    private static double[] solve(Formulation formulation, ConvexSolver solver, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        Exclusive.Found found = new Exclusive(formulation, solver, budget).solve();
        if (found == null) {
            throw new IllegalStateException("The relaxed program has no point");
        }
        return found.optimum().x();
    }

    /** Which units run where least has to give, over the branch limits known so far. */
    private static boolean[][] schedule(Formulation formulation, TimeBudget budget) throws TimeBudget.OutOfTime {
        budget.check();
        try (CommitmentModel model = new CommitmentModel(formulation, 0, List.of())) {
            CommitmentModel.Schedule found = model.solve(0, budget.share(SHARE_OF_TIME));
            if (found.infeasible()) {
                throw new IllegalStateException("The relaxed program has no schedule");
            }
            boolean[][] on = found.on();
            if (on == null) {
                throw new TimeBudget.OutOfTime();
            }
            return on;
        }
    }

    private static Least read(Formulation formulation, double[] x) {
        List<Change> changes = new ArrayList<>();
        double total = 0;
        for (int j = 0; j < x.length; j++) {
            Formulation.Column column = formulation.columns().get(j);
            if (x[j] > NOTICEABLE_MW && formulation.program().cost(j).linear() > 0) {
                total += x[j];
                changes.add(change(formulation.scenario(), column, x[j]));
            }
        }
        return new Least(total, changes);
    }

    private static Change change(Scenario scenario, Formulation.Column column, double by) {
        Network network = scenario.network();
        int e = column.element();
        return switch (column.kind()) {
            case SHED -> new Change("bus:" + network.buses().get(e).id(), "load", column.step(), by);
            case SURPLUS -> new Change("bus:" + network.buses().get(e).id(), "minimumOutput", column.step(), by);
            case EXCESS -> new Change("branch:" + network.branches().get(e).id(), "limit", column.step(), by);
            case RESERVE_SHORT -> new Change("system", "reserve", column.step(), by);
            case FINAL_SHORT ->
                new Change("storage:" + scenario.storages().get(e).id(), "finalEnergy", column.step(), by);
            case GENERATION, RENEWABLE, CHARGE, DISCHARGE, ENERGY ->
                throw new IllegalStateException("Nothing gives in a column of " + column.kind());
        };
    }
}
