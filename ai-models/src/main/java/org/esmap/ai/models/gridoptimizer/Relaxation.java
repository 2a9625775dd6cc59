package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;

/** The least that has to give, counted in MW and steps, so that an infeasible question has an answer. */
final class Relaxation {
    private static final double NOTICEABLE_MW = 1e-6;

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
     * @param kind    what of it: load (a negative one too), minimumOutput (least power taken, where a unit only takes), limit, reserve, finalEnergy
     * @param step    the step, from 0
     * @param byMw    how much, MW (MWh for finalEnergy)
     */
    record Change(String element, String kind, int step, double byMw) {}

    static Least find(Scenario scenario, PowerFlow flow, Settings settings, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        Formulation formulation = new Formulation(scenario, flow, settings, Formulation.Mode.LEAST_RELAXATION);
        try (ConvexSolver solver =
                new ConvexSolver(formulation.program(), settings.tolerances().rounds())) {
            boolean units = scenario.commitment();
            IntegerSearch.Plan plan =
                    new IntegerSearch(formulation, solver, settings.commitment().exact(), units, budget).solve();
            if (plan == null) {
                throw new IllegalStateException("The relaxed program has no point");
            }
            return read(formulation, plan.optimum().x());
        }
    }

    private static Least read(Formulation formulation, double[] x) {
        List<Change> changes = new ArrayList<>();
        double total = 0;
        for (int j = 0; j < x.length; j++) {
            Formulation.Column column = formulation.layout.columns.get(j);
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
            case SHED, FEED_IN -> new Change("bus:" + network.buses().get(e).id(), "load", column.step(), by);
            case LEAST_SHORT ->
                new Change("generator:" + network.generators().get(e).id(), "minimumOutput", column.step(), by);
            case EXCESS -> new Change("branch:" + network.branches().get(e).id(), "limit", column.step(), by);
            case RESERVE_SHORT -> new Change("system", "reserve", column.step(), by);
            case FINAL_SHORT ->
                new Change("storage:" + scenario.storages().get(e).id(), "finalEnergy", column.step(), by);
            case GENERATION, RENEWABLE, CHARGE, DISCHARGE, ENERGY ->
                throw new IllegalStateException("Nothing gives in a column of " + column.kind());
        };
    }
}
