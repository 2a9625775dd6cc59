package org.esmap.ai.models.gridoptimizer;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/**
 * The optimum that changes are held against, and how to solve again with one. Whoever changes the program takes the
 * change back. Not thread-safe.
 */
final class Baseline {
    private static final double PROVED = 1e-6;
    /** What is told is then saved at least: the point exists, and may yet cost a little less. */
    private static final double CLOSE_ENOUGH = 1e-7;

    private static final double WORTH_TELLING = 1e-4;

    final Solved solved;
    final Formulation formulation;
    final Scenario scenario;
    final Settings settings;
    /** $ per MWh by step and bus. */
    final double[][] prices;

    private final ConvexSolver solver;
    private final double value;

    Baseline(Solved solved, ConvexSolver solver, Settings settings) {
        this.solved = solved;
        this.solver = solver;
        this.settings = settings;
        formulation = solved.formulation();
        scenario = formulation.scenario();
        value = told(formulation, solved.optimum());
        prices = solved.prices();
    }

    /** What the optimum costs, in the objective's unit. */
    double value() {
        return value;
    }

    /** The places of the highest scores, as many as are tried of one kind, the highest first. */
    int[] top(double[] scores) {
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] > PROVED)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .limit(settings.recommend().each())
                .mapToInt(i -> i)
                .toArray();
    }

    /** The cost of the program as it is now, or null where there is none or it is not proved. */
    @Nullable
    Double solveAgain(TimeBudget budget) throws TimeBudget.OutOfTime {
        Exclusive exclusive = new Exclusive(formulation, solver);
        double[][] boxes = exclusive.boxes();
        exclusive.open();
        try {
            ConvexSolver.Optimum again = solver.solve(formulation, budget, CLOSE_ENOUGH);
            if (again == null || exclusive.keptBy(again.x())) {
                return again == null ? null : proved(formulation, again);
            }
            IntegerSearch.Plan best =
                    new IntegerSearch(formulation, solver, settings.commitment(), false, budget).solve();
            return best == null ? null : proved(formulation, best.optimum());
        } finally {
            exclusive.restore(boxes);
        }
    }

    /** The cost of an optimum, or null where it is not proved to be one. */
    @Nullable
    Double proved(Formulation changed, ConvexSolver.Optimum optimum) {
        Program program = changed.program();
        double cost = program.value(optimum.x());
        boolean proved = cost - program.lowerBound(optimum.prices()) <= PROVED * Math.max(1, Math.abs(cost));
        return proved ? (Double) told(changed, optimum) : null;
    }

    private double told(Formulation of, ConvexSolver.Optimum optimum) {
        return of.weighing().objective(Operation.of(of, optimum.x(), solved.on()));
    }

    /**
     * The change with what it saves; null where it saves nothing worth telling.
     *
     * @param before what is run costs without the change, in the objective's unit
     * @param after  with it; null where that is not known
     */
    @Nullable
    Recommendation saving(Change change, double before, @Nullable Double after, String evidence) {
        if (after == null || before - after <= WORTH_TELLING) {
            return null;
        }
        return new Recommendation(
                change.action(), change.element(), change.by(), change.unit(), before - after, before, after, evidence);
    }

    /** What is changed by how much. */
    record Change(String action, String element, double by, String unit) {}

    static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
