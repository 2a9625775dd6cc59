package org.esmap.ai.models.energyqa;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * How much of a question's words passages share, by BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance
 * Framework) with its usual constants.
 */
final class Overlap {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final List<Counted> passages;
    private final Map<String, Integer> holding = new HashMap<>();
    private final double meanLength;

    /** How often a passage has each word, and how many words in all. */
    private record Counted(Map<String, Integer> times, int length) {
        static Counted of(List<String> words) {
            Map<String, Integer> times = new HashMap<>();
            words.forEach(word -> times.merge(word, 1, Integer::sum));
            return new Counted(times, words.size());
        }
    }

    Overlap(List<String> texts) {
        this.passages = texts.stream().map(Words::of).map(Counted::of).toList();
        passages.forEach(passage -> passage.times().keySet().forEach(word -> holding.merge(word, 1, Integer::sum)));
        this.meanLength = Math.max(
                1, passages.stream().mapToInt(Counted::length).average().orElse(1));
    }

    /** A score for each text, 0 where no word is shared. */
    double[] scores(String question) {
        double[] scores = new double[passages.size()];
        for (String word : new HashSet<>(Words.of(question))) {
            int texts = holding.getOrDefault(word, 0);
            double weight = Math.log(1 + (passages.size() - texts + 0.5) / (texts + 0.5));
            for (int i = 0; i < scores.length; i++) {
                Counted passage = passages.get(i);
                int times = passage.times().getOrDefault(word, 0);
                scores[i] += weight * times * (K1 + 1) / (times + K1 * (1 - B + B * passage.length() / meanLength));
            }
        }
        return scores;
    }
}
