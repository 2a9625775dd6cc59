package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.ConvexSolver.Optimum;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every storage from charging and discharging at once. The linear model alone allows it, and profits from it
 * where a price is negative. Branches on the pairs that do, depth first, bounded by the relaxation.
 */
final class Exclusive {
    private static final double BOTH_MW = 1e-7;
    private static final int MOST_NODES = 400;

    private final Formulation formulation;
    private final ConvexSolver solver;
    private final TimeBudget budget;

    /** A solution, and what no solution can cost less than. */
    record Found(Optimum optimum, double bound) {}

    /** A branch of the search: columns shut, and what no solution below it costs less than. */
    private record Node(List<Integer> shut, double bound) {}

    Exclusive(Formulation formulation, ConvexSolver solver, TimeBudget budget) {
        this.formulation = formulation;
        this.solver = solver;
        this.budget = budget;
    }

    /** The best solution, or null where there is none; leaves the program at that solution's bounds. */
    @Nullable
    Found solve() throws TimeBudget.OutOfTime {
        Optimum root = solver.solve(formulation, budget);
        if (root == null) {
            return null;
        }
        if (pair(root.x()) == null) {
            return new Found(root, formulation.program().value(root.x()));
        }
        return search(formulation.program().value(root.x()));
    }

    private @Nullable Found search(double rootValue) throws TimeBudget.OutOfTime {
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(List.of(), rootValue));
        List<Integer> best = null;
        double bestValue = Double.POSITIVE_INFINITY;
        for (int nodes = 0; !open.isEmpty() && !(nodes >= MOST_NODES && best != null); nodes++) {
            if (best != null && budget.spent()) {
                break;
            }
            Node node = open.pop();
            if (node.bound() >= bestValue - 1e-9 * Math.max(1, Math.abs(bestValue))) {
                continue;
            }
            Optimum at = solveWith(node.shut());
            double value = at == null
                    ? Double.POSITIVE_INFINITY
                    : formulation.program().value(at.x());
            if (at == null || value >= bestValue - 1e-9 * Math.max(1, Math.abs(bestValue))) {
                continue;
            }
            int[] pair = pair(at.x());
            if (pair == null) {
                best = node.shut();
                bestValue = value;
            } else {
                boolean charges = at.x()[pair[0]] > at.x()[pair[1]];
                open.push(new Node(plus(node.shut(), pair[charges ? 0 : 1]), value));
                open.push(new Node(plus(node.shut(), pair[charges ? 1 : 0]), value));
            }
        }
        if (best == null) {
            return null;
        }
        double bound = open.stream().mapToDouble(Node::bound).min().orElse(bestValue);
        Optimum again = solver.solve(reopened(best), budget);
        return again == null ? null : new Found(again, Math.min(bound, bestValue));
    }

    private @Nullable Optimum solveWith(List<Integer> shut) throws TimeBudget.OutOfTime {
        return solver.solve(reopened(shut), budget);
    }

    /** The formulation with just {@code shut} closed. */
    private Formulation reopened(List<Integer> shut) {
        Scenario scenario = formulation.scenario();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                Scenario.Storage store = scenario.storages().get(s);
                open(shut, formulation.charge(t, s), store.chargeMw());
                open(shut, formulation.discharge(t, s), store.dischargeMw());
            }
        }
        return formulation;
    }

    private void open(List<Integer> shut, int column, double most) {
        formulation.program().setBox(column, 0, shut.contains(column) ? 0 : most);
    }

    private static List<Integer> plus(List<Integer> shut, int column) {
        List<Integer> more = new ArrayList<>(shut);
        more.add(column);
        return more;
    }

    /** The pair of columns that overlap most, or null where none does. */
    private int @Nullable [] pair(double[] x) {
        int[] worst = null;
        double most = BOTH_MW;
        Scenario scenario = formulation.scenario();
        for (int t = 0; t < scenario.steps(); t++) {
            for (int s = 0; s < scenario.storages().size(); s++) {
                int in = formulation.charge(t, s);
                int out = formulation.discharge(t, s);
                Scenario.Storage store = scenario.storages().get(s);
                double both = Math.min(x[in], x[out]);
                if (both > 0 && store.etaCharge() * store.etaDischarge() == 1) {
                    x[in] -= both;
                    x[out] -= both;
                } else if (both > most) {
                    most = both;
                    worst = new int[] {in, out};
                }
            }
        }
        return worst;
    }
}
