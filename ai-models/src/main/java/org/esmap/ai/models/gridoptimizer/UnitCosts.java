package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the output of units costs in an {@link IntegerModel}: curved costs are held from below by tangents, through
 * (output, on) where units are switched. Belongs to its model's solver; not thread-safe.
 */
final class UnitCosts {
    /** How far apart tangents are at least, as a share of a unit's range: rows that are nearly the same upset the solver. */
    private static final double APART = 1e-4;

    private final Formulation formulation;
    private final MPSolver solver;
    private final int tangents;
    private final List<double[]> dispatched;
    private final List<Paid> curved = new ArrayList<>();

    /** The cost of a column. */
    private record Paid(MPVariable variable, int column, Curve cost) {}

    /**
     * Adds nothing yet.
     *
     * @param tangents   how many tangents a quadratic cost gets, spread evenly
     * @param dispatched points at which it gets further ones
     */
    UnitCosts(Formulation formulation, MPSolver solver, int tangents, List<double[]> dispatched) {
        this.formulation = formulation;
        this.solver = solver;
        this.tangents = tangents;
        this.dispatched = dispatched;
    }

    /** Adds the cost of a unit's output in a step, without what does not depend on it; {@code on} is null where it is not switched. */
    void add(int t, int g, MPVariable output, @Nullable MPVariable on) {
        Network.Generator unit = formulation.scenario().network().generators().get(g);
        Curve cost = formulation.layout.costOf(unit).withoutConstant();
        if (cost.quadratic() == 0 && cost.kinks().length == 0) {
            solver.objective().setCoefficient(output, cost.linear());
            return;
        }
        MPVariable paid = solver.makeNumVar(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
        solver.objective().setCoefficient(paid, 1);
        curved.add(new Paid(paid, formulation.layout.generation[t][g], cost));
        for (double at : points(t, g, unit, cost)) {
            double slope = cost.slopeAbove(at, 0);
            double atZero = cost.at(at) - slope * at;
            MPConstraint above = solver.makeConstraint(on == null ? atZero : 0, Double.POSITIVE_INFINITY, "");
            above.setCoefficient(paid, 1);
            above.setCoefficient(output, -slope);
            if (on != null) {
                above.setCoefficient(on, -atZero);
            }
        }
    }

    /** Adds to {@code hint} what {@code x}, the formulation's columns, costs. */
    void hint(double[] x, Map<MPVariable, Double> hint) {
        for (Paid paid : curved) {
            hint.put(paid.variable(), paid.cost().at(x[paid.column()]));
        }
    }

    /** Where a cost gets tangents: evenly and at dispatches met before, or on every piece. */
    private double[] points(int t, int g, Network.Generator unit, Curve cost) {
        double[] kinks = cost.kinks();
        if (cost.quadratic() == 0) {
            double[] points = new double[kinks.length + 1];
            points[0] = kinks[0] - 1;
            System.arraycopy(kinks, 0, points, 1, kinks.length);
            return points;
        }
        double range = unit.maxMw() - unit.minMw();
        double[] points = DoubleStream.concat(
                        IntStream.range(0, tangents).mapToDouble(k -> unit.minMw() + range * (k + 0.5) / tangents),
                        dispatched.stream().mapToDouble(x -> x[formulation.layout.generation[t][g]]))
                .sorted()
                .toArray();
        return IntStream.range(0, points.length)
                .filter(k -> k == 0 || points[k] - points[k - 1] > APART * range)
                .mapToDouble(k -> points[k])
                .toArray();
    }
}
