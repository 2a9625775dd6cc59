package org.esmap.ai.models.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with marked spans, from the formats that hold them. */
final class Spans {
    private static final Pattern MARK =
            Pattern.compile("\\[([^\\[\\]|]+)\\|(PER|ORG|LOC|TECH|METRIC|MONEY|DATE)(?:\\|([^\\]]*))?\\]");
    private static final Pattern FRONT = Pattern.compile("(?:[#@]\\s*|(?:the|a|an)\\s+"
            + "|[Tt]he\\s+(?=U\\.?S|U\\.?K|UN\\b|EU\\b|European|United|World|Intern|Minist|Govern|Depart))+");
    private static final Map<String, Set<String>> KINDS = Map.of(
            "PER", Set.of("per", "person", "politician", "scientist", "writer", "musicalartist", "researcher"),
            "ORG", Set.of("org", "organisation", "organization", "politicalparty", "university", "band", "corporation"),
            "LOC", Set.of("loc", "location", "country"));

    private Spans() {}

    /** A span; {@code value} is what it comes to, empty where that is not said. */
    record Span(int start, int end, String group, String value) {
        String key() {
            return start + "-" + end + "-" + group;
        }
    }

    /** A sentence with its spans by key. */
    record Sentence(String text, Map<String, Span> spans) {}

    /** Sentences of our own: {@code [text|GROUP|value]} within the line. */
    static List<Sentence> own(List<String> lines) {
        List<Sentence> sentences = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            StringBuilder text = new StringBuilder();
            Map<String, Span> spans = new LinkedHashMap<>();
            Matcher mark = MARK.matcher(line);
            int last = 0;
            while (mark.find()) {
                text.append(line, last, mark.start());
                String value = mark.group(3) == null ? "" : mark.group(3);
                Span span =
                        new Span(text.length(), text.length() + mark.group(1).length(), mark.group(2), value);
                spans.put(span.key(), span);
                text.append(mark.group(1));
                last = mark.end();
            }
            sentences.add(new Sentence(text.append(line.substring(last)).toString(), spans));
        }
        return sentences;
    }

    /** Token and tag by line, in IO or IOB2, brought to PER, ORG and LOC; nationalities and the rest are nothing. */
    static List<Sentence> conll(List<String> lines, String separator) {
        List<Sentence> sentences = new ArrayList<>();
        List<String[]> tokens = new ArrayList<>();
        for (String line : lines) {
            String[] columns = line.split(separator);
            if (!line.isBlank() && !line.startsWith("-DOCSTART-")) {
                tokens.add(new String[] {columns[0], columns[columns.length - 1]});
            } else if (!tokens.isEmpty()) {
                sentences.add(sentence(tokens));
                tokens.clear();
            }
        }
        if (!tokens.isEmpty()) {
            sentences.add(sentence(tokens));
        }
        return sentences;
    }

    private static Sentence sentence(List<String[]> tokens) {
        StringBuilder text = new StringBuilder();
        Map<String, int[]> open = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        String current = "none yet";
        for (String[] token : tokens) {
            String kind = kind(token[1]);
            if (!kind.equals(current) || token[1].startsWith("B-")) {
                close(open, current, spans);
                current = kind;
                open.put(kind, new int[] {text.length(), 0});
            }
            text.append(token[0]);
            open.get(kind)[1] = text.length();
            text.append(' ');
        }
        close(open, current, spans);
        text.setLength(text.length() - 1);
        Map<String, Span> tidy = new LinkedHashMap<>();
        for (Span span : spans) {
            Matcher front = FRONT.matcher(text).region(span.start(), span.end());
            front.useTransparentBounds(true);
            int start = front.lookingAt() ? front.end() : span.start();
            if (start < span.end()) {
                Span own = new Span(start, span.end(), span.group(), "");
                tidy.put(own.key(), own);
            }
        }
        return new Sentence(text.toString(), tidy);
    }

    private static void close(Map<String, int[]> open, String kind, List<Span> spans) {
        int[] place = open.remove(kind);
        if (place != null && !kind.isEmpty()) {
            spans.add(new Span(place[0], place[1], kind, ""));
        }
    }

    private static String kind(String tag) {
        String name = tag.contains("-") ? tag.substring(2).toLowerCase(java.util.Locale.ROOT) : "";
        return KINDS.entrySet().stream()
                .filter(e -> e.getValue().contains(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
