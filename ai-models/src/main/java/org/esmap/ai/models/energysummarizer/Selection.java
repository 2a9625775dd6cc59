package org.esmap.ai.models.energysummarizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Chooses by maximal marginal relevance (Carbonell and Goldstein 1998): next the candidate of most salience less its
 * likeness to what has been chosen; never two that say the same.
 */
final class Selection {
    /** A candidate with its salience, about 0 to 1. */
    record Scored(Candidate candidate, double score) {}

    private final double redundancy;
    private final double duplicate;

    Selection(double redundancy, double duplicate) {
        this.redundancy = redundancy;
        this.duplicate = duplicate;
    }

    /**
     * At most {@code wanted} of {@code scored}, in source order.
     *
     * @param likeness of two indices into {@code scored}, at most 1 for the same sentence
     */
    List<Scored> choose(List<Scored> scored, int wanted, ToDoubleBiFunction<Integer, Integer> likeness) {
        double[] closest = new double[scored.size()];
        boolean[] out = new boolean[scored.size()];
        List<Scored> chosen = new ArrayList<>();
        while (chosen.size() < wanted) {
            int best = best(scored, closest, out);
            if (best < 0) {
                break;
            }
            out[best] = true;
            chosen.add(scored.get(best));
            for (int i = 0; i < closest.length; i++) {
                if (!out[i]) {
                    double like = likeness.applyAsDouble(best, i);
                    closest[i] = Math.max(closest[i], like);
                    out[i] = like >= duplicate
                            && !scored.get(i)
                                    .candidate()
                                    .differsInFigures(scored.get(best).candidate());
                }
            }
        }
        chosen.sort(Comparator.comparingInt(s -> s.candidate().order()));
        return chosen;
    }

    private int best(List<Scored> scored, double[] closest, boolean[] out) {
        int best = -1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < out.length; i++) {
            double value = scored.get(i).score() - redundancy * closest[i];
            if (!out[i] && value > highest) {
                best = i;
                highest = value;
            }
        }
        return best;
    }
}
