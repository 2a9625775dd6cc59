package org.esmap.ai.models.emissioncalculator;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds ids by id, code, name or alias. Letter case, accents, spaces and punctuation do not count, nor do the words
 * {@code the} and {@code and} between others, and {@code St.} before another is {@code Saint}; alone they are codes.
 */
final class Names {
    private static final int SUGGESTIONS = 8;
    /** Below it, what is alike is so by chance. */
    private static final double ALIKE = 0.5;
    /** A suggestion is at least so much of the best one. */
    private static final double OF_BEST = 0.7;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern SAINT = Pattern.compile("\\bst\\b\\.?(?=\\s)");
    private static final Pattern SMALL_WORDS = Pattern.compile("^the\\s|\\sthe\\b|\\sand(?=\\s)");
    /** A full stop between digits counts: {@code 3.5t} is not {@code 35t}. */
    private static final Pattern PUNCTUATION = Pattern.compile("[\\s_,'’()&-]+|(?<!\\d)\\.|\\.(?!\\d)");

    /** Shorter ones, such as codes, stand by chance in longer words. */
    private static final int LONG_ENOUGH = 4;

    private record Spelling(String id, int length, Set<String> pairs) {}

    private final Map<String, Set<String>> ids = new HashMap<>();
    private final Map<String, String> titles = new LinkedHashMap<>();
    private final List<Spelling> spellings = new ArrayList<>();

    void add(String id, String title, Collection<String> words) {
        titles.putIfAbsent(id, title);
        Stream.concat(Stream.of(id, title), words.stream())
                .map(Names::key)
                .filter(key -> ids.computeIfAbsent(key, k -> new HashSet<>()).add(id))
                .forEach(key -> spellings.add(new Spelling(id, key.length(), pairs(key))));
    }

    /** The id that {@code word} stands for; empty where it stands for none, or for more than one. */
    Optional<String> find(String word) {
        Set<String> found = ids.getOrDefault(key(word), Set.of());
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    String title(String id) {
        return titles.getOrDefault(id, id);
    }

    /** The ids spelt most like {@code word}, or the first few where none is like it, for a message of refusal. */
    String suggestions(String word) {
        String key = key(word);
        Set<String> asked = pairs(key);
        Map<String, Double> likeness = new HashMap<>();
        spellings.stream()
                .filter(spelling -> spelling.length >= Math.min(LONG_ENOUGH, key.length()))
                .forEach(spelling -> likeness.merge(spelling.id, likeness(asked, spelling.pairs), Math::max));
        double best = likeness.values().stream().max(Double::compare).orElse(0.0);
        double least = Math.max(ALIKE, best * OF_BEST);
        Comparator<String> byLikeness = Comparator.comparing(likeness::get, Comparator.reverseOrder());
        List<String> near = titles.keySet().stream()
                .filter(id -> likeness.getOrDefault(id, 0.0) >= least)
                .sorted(byLikeness)
                .limit(SUGGESTIONS)
                .toList();
        List<String> some =
                near.isEmpty() ? titles.keySet().stream().limit(SUGGESTIONS).toList() : near;
        return some.stream().map(this::titled).collect(Collectors.joining("; "))
                + (some.size() < titles.size() ? "; …" : "");
    }

    private String titled(String id) {
        String title = title(id);
        return key(title).equals(key(id)) ? id : id + " (" + title + ")";
    }

    /** The pairs of letters that both have, over those of the shorter word and, weighing less, over those of the longer. */
    private static double likeness(Set<String> a, Set<String> b) {
        long shared = a.stream().filter(b::contains).count();
        int shorter = Math.min(a.size(), b.size());
        int longer = Math.max(a.size(), b.size());
        return shorter == 0 ? 0 : 0.6 * shared / shorter + 0.4 * shared / longer;
    }

    private static Set<String> pairs(String key) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= key.length(); i++) {
            pairs.add(key.substring(i, i + 2));
        }
        return pairs;
    }

    private static String key(String word) {
        String plain = ACCENTS.matcher(Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        String saints = SAINT.matcher(plain).replaceAll("saint");
        return PUNCTUATION.matcher(SMALL_WORDS.matcher(saints).replaceAll(" ")).replaceAll("");
    }
}
