package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.Answer.Recommendation;

/**
 * Searches for single changes that save: more rating for a branch, load moved, a unit let go from its set point, a
 * storage. Prices say where to look; only solving again says what is saved.
 */
final class Recommendations {
    private Recommendations() {}

    /**
     * What the search found.
     *
     * @param changes  by falling saving
     * @param tooLarge whether a change was left out because it takes more memory than it may have
     */
    record Found(List<Recommendation> changes, boolean tooLarge) {}

    /**
     * Changes that save: those that prices promise most of are tried first, the first one within {@code most}, the others
     * while {@code budget} lasts.
     */
    static Found find(Solved solved, ConvexSolver solver, Settings settings, TimeBudget most, TimeBudget budget) {
        Baseline base = new Baseline(solved, solver, settings);
        List<Candidate> candidates = new ArrayList<>();
        candidates.addAll(WiderBranches.candidates(base));
        candidates.addAll(FreedUnits.candidates(base));
        candidates.addAll(MovedLoads.candidates(base));
        candidates.addAll(NewStorages.candidates(base));
        candidates.sort(Comparator.comparingDouble(Candidate::worth).reversed());
        List<Recommendation> found = new ArrayList<>();
        boolean tooLarge = false;
        try {
            TimeBudget share = most;
            for (Candidate candidate : candidates) {
                try {
                    Recommendation saving = candidate.trial().run(share);
                    if (saving != null) {
                        found.add(saving);
                    }
                } catch (TooLarge e) {
                    tooLarge = true;
                }
                share = budget;
                budget.check();
            }
        } catch (TimeBudget.OutOfTime e) {
            // What was proved so far stands; the rest stays untold.
            return new Found(ranked(found), tooLarge);
        }
        return new Found(ranked(found), tooLarge);
    }

    private static List<Recommendation> ranked(List<Recommendation> found) {
        return found.stream()
                .sorted(Comparator.comparingDouble(Recommendation::saving).reversed())
                .toList();
    }
}
