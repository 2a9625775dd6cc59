package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;
import org.jspecify.annotations.Nullable;

/** A change that is worth trying: what prices promise of it, and the trial that shows what it saves. */
record Candidate(double worth, Trial trial) {
    /** Solves again with one change. */
    interface Trial {
        /** What the change saves; null where it saves nothing that was proved. */
        @Nullable
        Recommendation run(TimeBudget budget) throws TimeBudget.OutOfTime;
    }
}
