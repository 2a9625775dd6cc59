package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/** One more storage where prices differ most between steps. */
final class NewStorages {
    private static final double EFFICIENCY = 0.95;

    private final Baseline base;
    private final Settings.Recommend settings;

    private NewStorages(Baseline base) {
        this.base = base;
        settings = base.settings.recommend();
    }

    /** A storage needs two steps or more: in one it could only give away what it was given. */
    static List<Candidate> candidates(Baseline base) {
        return base.scenario.steps() == 1 ? List.of() : new NewStorages(base).candidates();
    }

    private List<Candidate> candidates() {
        double energy = settings.storageMw() * settings.storageHours();
        double[] spreads = Spreads.of(base.prices);
        List<Candidate> candidates = new ArrayList<>();
        for (int n : base.top(spreads)) {
            candidates.add(new Candidate(spreads[n] * energy, budget -> store(n, energy, spreads[n], budget)));
        }
        return candidates;
    }

    private @Nullable Recommendation store(int n, double energy, double spread, TimeBudget budget)
            throws TimeBudget.OutOfTime {
        double mw = settings.storageMw();
        Formulation other = with(
                new Scenario.Storage("recommended", n, mw, mw, energy, EFFICIENCY, EFFICIENCY, energy / 2, energy / 2));
        try (ConvexSolver own =
                new ConvexSolver(other.program(), base.settings.tolerances().rounds())) {
            IntegerSearch.Plan best = new IntegerSearch(other, own, base.settings.commitment(), false, budget).solve();
            Double after = best == null ? null : base.proved(other, best.optimum());
            String evidence = Baseline.text(
                    "%.6g MW and %.6g MWh at 0.95 each way, half full at both ends; prices there differ by %.6g between steps.",
                    mw, energy, spread);
            Object bus = base.scenario.network().buses().get(n).id();
            Baseline.Change change = new Baseline.Change("storage", "bus:" + bus, mw, "MW");
            return base.saving(change, base.value(), after, evidence);
        }
    }

    private Formulation with(Scenario.Storage store) throws TooLarge {
        Formulation other = new Formulation(
                base.scenario.with(store), base.formulation.flow(), base.settings, Formulation.Mode.LEAST_COST);
        boolean[][] on = base.solved.on();
        if (on != null) {
            other.fix(on, base.formulation.program().constant() - base.formulation.running(on));
        }
        other.adopt(base.formulation.lineRows());
        return other;
    }
}
