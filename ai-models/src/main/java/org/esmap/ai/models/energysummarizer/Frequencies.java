package org.esmap.ai.models.energysummarizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Salience by word frequency, after Nenkova and Vanderwende 2005 (The impact of frequency on summarization): quick enough
 * to thin out a very long text before its sentences are embedded.
 */
final class Frequencies {
    private static final int LONG_WORD = 4;

    private final Map<String, Integer> counts = new HashMap<>();

    private Frequencies(List<Candidate> candidates) {
        candidates.forEach(c -> distinct(c.words()).forEach(word -> counts.merge(word, 1, Integer::sum)));
    }

    /**
     * At most {@code most} of the candidates, in source order: the {@code leading} first, and those with the most
     * frequent and the query's words.
     */
    static List<Candidate> thin(List<Candidate> candidates, List<String> queryWords, int leading, int most) {
        if (candidates.size() <= most) {
            return candidates;
        }
        Frequencies frequencies = new Frequencies(candidates);
        Set<String> wanted = distinct(queryWords);
        Map<Candidate, Double> scores = new HashMap<>();
        candidates.forEach(c -> scores.put(
                c, c.order() < leading ? Double.MAX_VALUE : frequencies.score(c, wanted, candidates.size())));
        List<Candidate> kept = new ArrayList<>(candidates);
        kept.sort(Comparator.comparingDouble((Candidate c) -> scores.get(c)).reversed());
        kept = new ArrayList<>(kept.subList(0, most));
        kept.sort(Comparator.comparingInt(Candidate::order));
        return kept;
    }

    private double score(Candidate candidate, Set<String> wanted, int sentences) {
        double sum = 0;
        Set<String> words = distinct(candidate.words());
        for (String word : words) {
            double share = (double) counts.get(word) / sentences;
            // words that stand in every third sentence say nothing of this text
            sum += share > 0.3 ? 0 : Math.sqrt(share);
            sum += wanted.contains(word) ? 2 * (1 - share) : 0;
        }
        return words.isEmpty() ? 0 : sum / Math.sqrt(words.size());
    }

    private static Set<String> distinct(List<String> words) {
        Set<String> distinct = new HashSet<>();
        words.stream().filter(w -> w.length() >= LONG_WORD).forEach(distinct::add);
        return distinct;
    }
}
