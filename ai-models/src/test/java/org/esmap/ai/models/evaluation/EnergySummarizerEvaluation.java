package org.esmap.ai.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("evaluate")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class EnergySummarizerEvaluation {
    private static final int WORDS = 130;
    private static final double LEAD = 26.8;
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9]+");

    private final Report report = new Report("energy-summarizer");

    @Test
    void reachesItsBars(@TempDir Path work) throws IOException {
        if (Files.exists(Bench.set("m4_qmsum_committee"))) {
            try (Bench bench = new Bench("energy-summarizer", work)) {
                qmsum(bench);
            }
        }
        report.finish();
    }

    /** General summaries of parliamentary meetings; settings were chosen on the training part alone. */
    private void qmsum(Bench bench) {
        List<double[]> all = new ArrayList<>();
        List<double[]> held = new ArrayList<>();
        for (String part : List.of("train", "val", "test")) {
            for (String line : Bench.sample(Bench.lines(Bench.set("m4_qmsum_committee/" + part + ".jsonl")))) {
                JsonNode meeting = Bench.json(line);
                StringJoiner turns = new StringJoiner("\n");
                meeting.get("meeting_transcripts")
                        .forEach(turn ->
                                turns.add(turn.get("content").textValue().replaceAll("\\{[a-z]+\\}", "")));
                String wanted =
                        meeting.get("general_query_list").get(0).get("answer").textValue();
                String text = turns.toString();
                double[] scores = {rouge1(summary(bench, text), wanted), rouge1(firstWords(text, WORDS), wanted)};
                all.add(scores);
                if (!part.equals("train")) {
                    held.add(scores);
                }
            }
        }
        String set = "m4_qmsum_committee, general, 130 words";
        report.atLeast(LEAD + 1, set, "ROUGE-1", mean(all, 0), all.size());
        report.add(set, "ROUGE-1 of the first 130 words", mean(all, 1), all.size());
        report.atLeast(mean(held, 1) + 1, set + ", val and test parts", "ROUGE-1", mean(held, 0), held.size());
        report.add(set + ", val and test parts", "ROUGE-1 of the first 130 words", mean(held, 1), held.size());
    }

    /** The best sentences up to 130 words, in source order; every one checked against the source. */
    private static String summary(Bench bench, String text) {
        JsonNode answer = bench.ask(text, Map.of("maxSentences", 12));
        List<JsonNode> sentences = new ArrayList<>();
        answer.get("sentences").forEach(sentences::add);
        sentences.forEach(s -> assertThat(
                        text.substring(s.get("start").intValue(), s.get("end").intValue()))
                .isEqualTo(s.get("text").textValue()));
        sentences.sort(Comparator.comparingDouble((JsonNode s) -> s.get("score").doubleValue())
                .reversed());
        List<JsonNode> kept = new ArrayList<>();
        int words = 0;
        for (JsonNode sentence : sentences) {
            if (words < WORDS) {
                kept.add(sentence);
                words += sentence.get("text").textValue().split("\\s+").length;
            }
        }
        kept.sort(Comparator.comparingInt(s -> s.get("start").intValue()));
        StringJoiner summary = new StringJoiner(" ");
        kept.forEach(s -> summary.add(s.get("text").textValue()));
        return firstWords(summary.toString(), WORDS);
    }

    private static String firstWords(String text, int words) {
        String[] all = text.strip().split("\\s+", words + 1);
        return String.join(" ", List.of(all).subList(0, Math.min(words, all.length)));
    }

    private static double mean(List<double[]> scores, int column) {
        return scores.stream().mapToDouble(s -> s[column]).average().orElse(0);
    }

    /** ROUGE-1 F1 times 100, words as they are (Lin 2004). */
    private static double rouge1(String summary, String wanted) {
        List<String> found = tokens(summary);
        List<String> gold = tokens(wanted);
        Map<String, Integer> left = new HashMap<>();
        gold.forEach(word -> left.merge(word, 1, Integer::sum));
        int shared = 0;
        for (String word : found) {
            if (left.getOrDefault(word, 0) > 0) {
                left.merge(word, -1, Integer::sum);
                shared++;
            }
        }
        return found.isEmpty() ? 0 : 200.0 * shared / (found.size() + gold.size());
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
