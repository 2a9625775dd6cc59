package org.esmap.ai.models.energyner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.model.Bundle;

/** A list of well-known names, for when the classifier cannot answer. Its score says how rough it is. */
final class Gazetteer {
    private static final double SCORE = 0.5;

    private final Map<String, Pattern> patterns = new TreeMap<>();

    private Gazetteer(Names names) {
        names.terms().forEach((group, terms) -> patterns.put(group, pattern(terms, group.equals("TECH"))));
    }

    /** The file: names by group. */
    private record Names(Map<String, List<String>> terms) {}

    static Gazetteer of(Bundle bundle) {
        return new Gazetteer(bundle.json("gazetteer.json", Names.class));
    }

    private static Pattern pattern(List<String> names, boolean anyCase) {
        String any = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\d])(?:" + any + ")(?![\\p{L}\\d])", anyCase ? Pattern.CASE_INSENSITIVE : 0);
    }

    /** The names in order; of names that overlap the one that begins first, and of those the longest. */
    List<Entity> find(String text) {
        List<Entity> all = new ArrayList<>();
        patterns.forEach((group, pattern) -> pattern.matcher(text)
                .results()
                .map(m -> new Entity(group, m.group(), m.start(), m.end(), SCORE, null))
                .forEach(all::add));
        all.sort(Comparator.comparingInt(Entity::start).thenComparing(Entity::end, Comparator.reverseOrder()));
        List<Entity> found = new ArrayList<>();
        int free = 0;
        for (Entity entity : all) {
            if (entity.start() >= free) {
                found.add(entity);
                free = entity.end();
            }
        }
        return found;
    }
}
