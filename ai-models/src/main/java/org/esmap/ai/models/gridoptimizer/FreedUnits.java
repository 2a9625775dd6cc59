package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/** Units let go from the set points that a source gives, in one step. */
final class FreedUnits {
    private static final double MOVED_MW = 1e-3;

    private final Baseline base;

    private FreedUnits(Baseline base) {
        this.base = base;
    }

    static List<Candidate> candidates(Baseline base) {
        return base.scenario.steps() > 1 ? List.of() : new FreedUnits(base).candidates();
    }

    private List<Candidate> candidates() {
        List<Network.Generator> units = base.scenario.network().generators();
        boolean[][] on = base.solved.on();
        double[] moved = new double[units.size()];
        for (int g = 0; g < moved.length; g++) {
            Double given = units.get(g).setpointMw();
            boolean possible = given != null
                    && given >= units.get(g).minMw()
                    && given <= units.get(g).maxMw();
            boolean runs = on == null || on[0][g];
            moved[g] = possible && runs && given != null ? Math.abs(given - output(g)) : 0;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int g : base.top(moved)) {
            Double given = units.get(g).setpointMw();
            if (given != null && moved[g] > MOVED_MW) {
                double worth = moved[g] * base.prices[0][units.get(g).bus()];
                candidates.add(new Candidate(worth, budget -> hold(g, given, budget)));
            }
        }
        return candidates;
    }

    private @Nullable Recommendation hold(int g, double given, TimeBudget budget) throws TimeBudget.OutOfTime {
        Network.Generator unit = base.scenario.network().generators().get(g);
        int column = base.formulation.layout.generation[0][g];
        base.formulation.program().setBox(column, given, given);
        try {
            Double held = base.solveAgain(budget);
            String evidence = Baseline.text(
                    "Solved again with this unit held at its set point of %.6g MW and all others free; the optimum has it at "
                            + "%.6g MW.",
                    given, output(g));
            Baseline.Change change =
                    new Baseline.Change("redispatch", "generator:" + unit.id(), output(g) - given, "MW");
            return held == null ? null : base.saving(change, held, base.value(), evidence);
        } finally {
            base.formulation.program().setBox(column, unit.minMw(), unit.maxMw());
        }
    }

    private double output(int g) {
        return base.solved.optimum().x()[base.formulation.layout.generation[0][g]];
    }
}
