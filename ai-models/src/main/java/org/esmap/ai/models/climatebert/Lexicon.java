package org.esmap.ai.models.climatebert;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.esmap.ai.core.model.Bundle;

/**
 * Words that point to labels, for when the model cannot answer. Counts hits of each label's words and smooths by one;
 * its scores are no calibrated probabilities, which is why answers from it are marked degraded.
 *
 * @param terms by head and label, lower-case words or phrases
 */
record Lexicon(Map<String, Map<String, List<String>>> terms) {
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Lexicon of(Bundle bundle) {
        return bundle.json("lexicon.json", Lexicon.class);
    }

    Map<String, List<Head.Scored>> classify(String text, List<Head> heads) {
        String words = " " + NOT_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ") + " ";
        Map<String, List<Head.Scored>> output = new LinkedHashMap<>();
        for (Head head : heads) {
            output.put(head.output(), head.ranked(shares(words, head)));
        }
        return output;
    }

    private double[] shares(String words, Head head) {
        Map<String, List<String>> byLabel = terms.getOrDefault(head.output(), Map.of());
        double[] hits = head.labels().stream()
                .mapToDouble(label -> 1 + hits(words, byLabel.getOrDefault(label, List.of())))
                .toArray();
        double sum = Arrays.stream(hits).sum();
        return Arrays.stream(hits).map(h -> h / sum).toArray();
    }

    private static long hits(String words, List<String> terms) {
        return terms.stream().filter(term -> words.contains(" " + term + " ")).count();
    }
}
