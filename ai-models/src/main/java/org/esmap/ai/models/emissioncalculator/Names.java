package org.esmap.ai.models.emissioncalculator;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds ids by id, code, name or alias; letter case, spaces and hyphens do not count. */
final class Names {
    private static final int SUGGESTIONS = 12;
    private static final Pattern IGNORED = Pattern.compile("[\\s_-]+");

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final TreeSet<String> shown = new TreeSet<>();

    void add(String id, String title, Collection<String> words) {
        shown.add(id);
        titles.putIfAbsent(id, title);
        ids.putIfAbsent(key(id), id);
        ids.putIfAbsent(key(title), id);
        words.forEach(word -> ids.putIfAbsent(key(word), id));
    }

    Optional<String> find(String word) {
        return Optional.ofNullable(ids.get(key(word)));
    }

    String title(String id) {
        return titles.getOrDefault(id, id);
    }

    /** The ids nearest to {@code word}, or the first few where none is near, for a message of refusal. */
    String suggestions(String word) {
        String start = key(word);
        String head = start.substring(0, Math.min(3, start.length()));
        List<String> near = ids.entrySet().stream()
                .filter(e -> e.getKey().contains(start) || e.getKey().startsWith(head))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .limit(SUGGESTIONS)
                .toList();
        List<String> some = near.isEmpty() ? shown.stream().limit(SUGGESTIONS).toList() : near;
        return some.stream().collect(Collectors.joining(", ")) + (some.size() < shown.size() ? ", …" : "");
    }

    private static String key(String word) {
        return IGNORED.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
