package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("evaluate")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class EnergyQaEvaluation {
    private final Report report = new Report("energy-qa");

    /** A question with the answers that count; none where the text does not answer it. */
    private record Case(String question, String context, List<String> answers) {}

    @Test
    void reachesItsBars(@TempDir Path work) throws IOException {
        try (Bench bench = new Bench("energy-qa", work)) {
            own(bench, "own test", "test.jsonl");
            own(bench, "plain questions", "test-plain.jsonl");
            own(bench, "natural questions", "test-natural.jsonl");
            qed(bench);
            covid(bench);
        }
        report.finish();
    }

    private void own(Bench bench, String set, String file) {
        List<Case> cases = new ArrayList<>();
        for (String line : Bench.lines(Bench.recipe("energyqa/labelled/" + file))) {
            JsonNode passage = Bench.json(line);
            for (JsonNode qa : passage.get("qas")) {
                List<String> answers = qa.get("answer").isNull()
                        ? List.of()
                        : List.of(qa.get("answer").textValue());
                cases.add(new Case(
                        qa.get("question").textValue(), passage.get("passage").textValue(), answers));
            }
        }
        Tally tally = new Tally(bench, Bench.sample(cases));
        report.atLeast(80, set, "F1 over all questions", 100 * tally.f1 / tally.n, tally.n);
        report.atLeast(85, set, "answer against no answer, accuracy %", 100.0 * tally.decided / tally.n, tally.n);
        report.add(set, "F1 of answerable, always answered", 100 * tally.always / tally.answerable, tally.answerable);
        report.atMost(0.05, set, "ECE of the score, all questions", tally.scores.calibrationError(), tally.n);
    }

    private void qed(Bench bench) throws IOException {
        Path folder = Bench.set("m3_qed");
        if (!Files.exists(folder)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.getFileName().toString().startsWith("nq-train"))
                    .forEach(f -> Bench.lines(f)
                            .forEach(l ->
                                    seen.add(Bench.json(l).get("paragraph_text").textValue())));
        }
        List<Case> cases = new ArrayList<>();
        for (String line : Bench.lines(folder.resolve("qed-dev.jsonlines"))) {
            JsonNode row = Bench.json(line);
            List<String> answers = new ArrayList<>();
            row.get("original_nq_answers")
                    .forEach(group ->
                            group.forEach(a -> answers.add(a.get("string").textValue())));
            if (!seen.contains(row.get("paragraph_text").textValue()) && !answers.isEmpty()) {
                cases.add(new Case(
                        row.get("question_text").textValue(),
                        row.get("paragraph_text").textValue(),
                        answers));
            }
        }
        Tally tally = new Tally(bench, Bench.sample(cases));
        String set = "m3_qed dev without shared passages";
        report.atLeast(52, set, "EM, always answered", 100 * tally.exact / tally.n, tally.n);
        report.atLeast(68, set, "F1, always answered", 100 * tally.always / tally.n, tally.n);
        report.add(set, "F1 with no answer as a choice", 100 * tally.f1 / tally.n, tally.n);
        report.add(set, "ECE of the score", tally.scores.calibrationError(), tally.n);
    }

    private void covid(Bench bench) throws IOException {
        Path file = Bench.set("m3_covidqa/200423_covidQA.json");
        if (!Files.exists(file)) {
            return;
        }
        List<Case> cases = new ArrayList<>();
        Bench.json(Files.readString(file))
                .get("data")
                .forEach(article -> article.get("paragraphs")
                        .forEach(paragraph -> paragraph.get("qas").forEach(qa -> {
                            List<String> answers = new ArrayList<>();
                            qa.get("answers")
                                    .forEach(a -> answers.add(a.get("text").textValue()));
                            cases.add(new Case(
                                    qa.get("question").textValue(),
                                    paragraph.get("context").textValue(),
                                    answers));
                        })));
        Tally tally = new Tally(bench, Bench.sample(cases));
        report.atLeast(35, "m3_covidqa, whole articles", "F1, always answered", 100 * tally.always / tally.n, tally.n);
        report.add("m3_covidqa, whole articles", "F1 with no answer as a choice", 100 * tally.f1 / tally.n, tally.n);
    }

    /** Sums over the questions of a set. */
    private static final class Tally {
        private final Scores scores = new Scores();
        private final int n;
        private double f1;
        private double always;
        private double exact;
        private int decided;
        private int answerable;

        Tally(Bench bench, List<Case> cases) {
            this.n = cases.size();
            for (Case one : cases) {
                add(one, bench.ask(Map.of("question", one.question(), "context", one.context()), Map.of()));
            }
        }

        private void add(Case one, JsonNode answer) {
            boolean none = answer.get("noAnswer").booleanValue();
            boolean unanswerable = one.answers().isEmpty();
            JsonNode first = none ? answer.path("alternatives").path(0) : answer;
            double best = 0;
            double same = 0;
            for (String wanted : one.answers()) {
                best = Math.max(best, f1(first.path("answer").asText(), wanted));
                same = Math.max(same, words(first.path("answer").asText()).equals(words(wanted)) ? 1 : 0);
            }
            answerable += unanswerable ? 0 : 1;
            always += best;
            exact += same;
            decided += none == unanswerable ? 1 : 0;
            f1 += none ? (unanswerable ? 1 : 0) : best;
            // the score of the best span, whether or not it was given
            scores.add(first.path("score").asDouble(), best >= 0.5);
        }
    }

    /** Word overlap as SQuAD measures it (Rajpurkar et al. 2016). */
    private static double f1(String answer, String wanted) {
        List<String> found = words(answer);
        Map<String, Integer> left = new HashMap<>();
        words(wanted).forEach(word -> left.merge(word, 1, Integer::sum));
        int shared = 0;
        for (String word : found) {
            if (left.getOrDefault(word, 0) > 0) {
                left.merge(word, -1, Integer::sum);
                shared++;
            }
        }
        int total = found.size() + words(wanted).size();
        return total == 0 ? 1 : 2.0 * shared / total;
    }

    private static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT)
                .replaceAll("[!\"#$%&'()*+,./:;<=>?@\\[\\]^_`{|}~\\\\-]", "")
                .replaceAll("\\b(a|an|the)\\b", " ");
        return plain.isBlank() ? List.of() : List.of(plain.strip().split("\\s+"));
    }
}
