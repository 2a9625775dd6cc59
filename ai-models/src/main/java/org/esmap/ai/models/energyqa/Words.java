package org.esmap.ai.models.energyqa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that carry meaning, cut to stems so that "emits" meets "emissions" half-way. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern ENDING = Pattern.compile("(?<=\\p{L}{4})(?:ies|ing|ed|es|s|e|y)$");
    private static final Set<String> EMPTY = Set.of(
            "the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "is", "are",
            "was", "were", "be", "been", "did", "do", "does", "has", "have", "had", "that", "this", "it", "its", "as",
            "what", "which", "who", "whom", "whose", "when", "where", "why", "how", "much", "many", "will", "would",
            "can", "could", "should", "may", "must", "if", "than", "there", "their", "they", "these", "those", "into",
            "about");

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!EMPTY.contains(matcher.group())) {
                words.add(ENDING.matcher(matcher.group()).replaceFirst(""));
            }
        }
        return words;
    }
}
