package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/** Load that moves: between buses in one step; over a horizon it stays at its bus and moves in time. */
final class MovedLoads {
    private final Baseline base;
    private final Scenario scenario;
    private final double[][] prices;

    /** From where and when to where and when. */
    private record Move(int fromStep, int fromBus, int toStep, int toBus) {}

    private MovedLoads(Baseline base) {
        this.base = base;
        scenario = base.scenario;
        prices = base.prices;
    }

    /** None where load may be shed: it has its price already. */
    static List<Candidate> candidates(Baseline base) {
        return base.scenario.voll() != null ? List.of() : new MovedLoads(base).candidates();
    }

    private List<Candidate> candidates() {
        List<Move> moves = scenario.steps() == 1 ? betweenBuses() : betweenSteps();
        List<Candidate> candidates = new ArrayList<>();
        for (Move move : moves.subList(
                0, Math.min(moves.size(), base.settings.recommend().each()))) {
            double most = Math.max(0, scenario.loadMw(move.fromStep(), move.fromBus()));
            double mw = Math.min(base.settings.recommend().shiftMw(), most);
            if (mw > 0) {
                double spread = prices[move.fromStep()][move.fromBus()] - prices[move.toStep()][move.toBus()];
                candidates.add(new Candidate(mw * spread, budget -> shift(move, mw, budget)));
            }
        }
        return candidates;
    }

    private @Nullable Recommendation shift(Move move, double mw, TimeBudget budget) throws TimeBudget.OutOfTime {
        base.formulation.addLoad(move.fromStep(), move.fromBus(), -mw);
        base.formulation.addLoad(move.toStep(), move.toBus(), mw);
        try {
            Object from = scenario.network().buses().get(move.fromBus()).id();
            Object to = scenario.network().buses().get(move.toBus()).id();
            String evidence = Baseline.text(
                    "Load moved from bus %s in step %d (price %.6g) to bus %s in step %d (price %.6g).",
                    from,
                    move.fromStep(),
                    prices[move.fromStep()][move.fromBus()],
                    to,
                    move.toStep(),
                    prices[move.toStep()][move.toBus()]);
            Baseline.Change change = new Baseline.Change("loadShift", "bus:" + from, mw, "MW");
            return base.saving(change, base.value(), base.solveAgain(budget), evidence);
        } finally {
            base.formulation.addLoad(move.toStep(), move.toBus(), -mw);
            base.formulation.addLoad(move.fromStep(), move.fromBus(), mw);
        }
    }

    private List<Move> betweenBuses() {
        int cheapest = Spreads.least(prices[0]);
        return IntStream.range(0, prices[0].length)
                .filter(n -> scenario.loadMw(0, n) > 0 && n != cheapest)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer n) -> -prices[0][n]))
                .map(n -> new Move(0, n, 0, cheapest))
                .toList();
    }

    private List<Move> betweenSteps() {
        List<Move> moves = new ArrayList<>();
        double[] spreads = Spreads.of(prices);
        for (int n = 0; n < spreads.length; n++) {
            spreads[n] = scenario.loadMw(dearest(n), n) > 0 ? spreads[n] : 0;
        }
        for (int n : base.top(spreads)) {
            moves.add(new Move(dearest(n), n, Spreads.least(Spreads.overTime(prices, n)), n));
        }
        return moves;
    }

    private int dearest(int bus) {
        return Spreads.least(DoubleStream.of(Spreads.overTime(prices, bus))
                .map(price -> -price)
                .toArray());
    }
}
