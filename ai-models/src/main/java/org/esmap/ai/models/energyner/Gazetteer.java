package org.esmap.ai.models.energyner;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;

/** A list of well-known names, for when the classifier cannot answer. Its score says how rough it is. */
final class Gazetteer {
    private static final double SCORE = 0.5;

    private final Map<String, Pattern> patterns;

    private Gazetteer(Names names) {
        this.patterns = names.terms().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, e -> pattern(e.getValue(), e.getKey().equals("TECH"))));
    }

    /** The file: names by group. */
    private record Names(Map<String, List<String>> terms) {}

    static Gazetteer of(Bundle bundle) {
        try {
            return new Gazetteer(StrictJson.MAPPER.readValue(bundle.text("gazetteer.json"), Names.class));
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "gazetteer.json: " + e.getOriginalMessage(), e);
        }
    }

    private static Pattern pattern(List<String> names, boolean anyCase) {
        String any = names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\d])(?:" + any + ")(?![\\p{L}\\d])", anyCase ? Pattern.CASE_INSENSITIVE : 0);
    }

    List<Entity> find(String text) {
        List<Entity> found = new ArrayList<>();
        patterns.forEach((group, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                Entity entity = new Entity(group, matcher.group(), matcher.start(), matcher.end(), SCORE, null);
                if (found.stream().noneMatch(entity::overlaps)) {
                    found.add(entity);
                }
            }
        });
        found.sort(Comparator.comparingInt(Entity::start));
        return found;
    }
}
