package org.esmap.ai.models.energysummarizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.text.Sentence;

/**
 * A sentence that may stand in a summary.
 *
 * @param sentence its place
 * @param text     its characters
 * @param words    its words in lower case
 * @param order    its number among the candidates
 */
record Candidate(Sentence sentence, String text, List<String> words, int order) {
    private static final int FEWEST_WORDS = 5;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’-]*");

    /** A full stop behind the last letter, and no mark that asks or leads on. */
    private static final Pattern ENDED = Pattern.compile("[.!…。！][^\\p{L}?:;]*$");

    /**
     * The sentences of {@code text} worth choosing from: running text and items of lists of five words or more, figures
     * among them where letters are the most; where there are none, whatever has a word.
     */
    static List<Candidate> of(String text, List<Sentence> sentences) {
        List<Candidate> all = new ArrayList<>();
        for (Sentence sentence : sentences) {
            String own = sentence.in(text);
            List<String> words = words(own);
            if (!words.isEmpty()) {
                all.add(new Candidate(sentence, own, words, all.size()));
            }
        }
        List<Candidate> good = all.stream().filter(Candidate::isProse).toList();
        if (good.isEmpty()) {
            good = all.stream()
                    .filter(c -> c.sentence.kind() != Sentence.Kind.FURNITURE)
                    .toList();
        }
        List<Candidate> numbered = new ArrayList<>();
        for (Candidate candidate : good.isEmpty() ? all : good) {
            numbered.add(new Candidate(candidate.sentence, candidate.text, candidate.words, numbered.size()));
        }
        return numbered;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Whether it begins and ends as statements do: no question, no lead to a list, no piece of a sentence. */
    boolean standsAlone() {
        return !Character.isLowerCase(text.codePointAt(0))
                && ENDED.matcher(text).find();
    }

    /** Whether each gives a figure that the other lacks: a year, an amount. Then they do not say the same. */
    boolean differsInFigures(Candidate other) {
        Set<String> mine = figures();
        Set<String> others = other.figures();
        return !mine.containsAll(others) && !others.containsAll(mine);
    }

    private Set<String> figures() {
        return words.stream().filter(w -> Character.isDigit(w.codePointAt(0))).collect(Collectors.toSet());
    }

    private boolean isProse() {
        boolean running = sentence.kind() == Sentence.Kind.PROSE || sentence.kind() == Sentence.Kind.ITEM;
        long spelled = words.stream()
                .filter(word -> Character.isLetter(word.codePointAt(0)))
                .count();
        return running && words.size() >= FEWEST_WORDS && (spelled >= FEWEST_WORDS || letters() >= 0.5);
    }

    /** Share of letters among the characters that are no spaces: low in rows of figures. */
    private double letters() {
        long solid = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        return (double) text.codePoints().filter(Character::isLetter).count() / solid;
    }
}
