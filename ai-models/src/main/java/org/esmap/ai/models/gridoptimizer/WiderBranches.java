package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/** More rating for branches whose limits cost most. */
final class WiderBranches {
    private static final double BINDS = 1e-6;

    private final Baseline base;

    private WiderBranches(Baseline base) {
        this.base = base;
    }

    static List<Candidate> candidates(Baseline base) {
        return new WiderBranches(base).candidates();
    }

    private List<Candidate> candidates() {
        double[] shadow = new double[base.scenario.network().branches().size()];
        int[] binding = new int[shadow.length];
        for (LineLimits.Row line : base.formulation.lineRows()) {
            double price = Math.abs(base.solved.optimum().prices()[line.row()]);
            shadow[line.branch()] += price;
            binding[line.branch()] += price > BINDS ? 1 : 0;
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int l : base.top(shadow)) {
            for (double more : base.settings.recommend().lineMva()) {
                String evidence = Baseline.text(
                        "Its limit binds in %d of %d steps, with shadow prices that sum to %.6g per MWh.",
                        binding[l],
                        base.scenario.steps(),
                        shadow[l]
                                / base.scenario.weight()
                                / base.formulation.weighing().scale());
                candidates.add(new Candidate(shadow[l] * more, budget -> widen(l, more, evidence, budget)));
            }
        }
        return candidates;
    }

    private @Nullable Recommendation widen(int l, double more, String evidence, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        base.formulation.widen(l, more);
        try {
            Object id = base.scenario.network().branches().get(l).id();
            Baseline.Change change = new Baseline.Change("line", "branch:" + id, more, "MVA");
            return base.saving(change, base.value(), base.solveAgain(budget), evidence);
        } finally {
            base.formulation.widen(l, 0);
        }
    }
}
