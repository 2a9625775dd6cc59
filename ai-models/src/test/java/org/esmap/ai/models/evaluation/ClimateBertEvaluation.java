package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.models.evaluation.ClimateTexts.Labelled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("evaluate")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ClimateBertEvaluation {
    /** Of each source, so that a large one does not outweigh the others; the recipe does the same. */
    private static final int MOST = 800;

    private static final List<String> HEADS = List.of("relevance", "topic", "target");

    private final Report report = new Report("climate-bert");

    @Test
    void reachesItsBars(@TempDir Path work) throws IOException {
        try (Bench bench = new Bench("climate-bert", work)) {
            if (Files.exists(Measure.FILE)) {
                publicSets(bench);
            }
            own(bench);
            border(bench);
            apart(bench);
            mixed(bench);
            goals(bench);
            tickets(bench);
        }
        report.finish();
    }

    private void publicSets(Bench bench) throws IOException {
        Map<String, Map<String, Tally>> bySource = new LinkedHashMap<>();
        Map<String, Tally> all = new HashMap<>();
        for (Map.Entry<String, List<Labelled>> source : ClimateTexts.read().entrySet()) {
            Map<String, Tally> tallies = new HashMap<>();
            for (Labelled row : Bench.sample(source.getValue(), MOST)) {
                JsonNode answer = bench.ask(row.text(), Map.of());
                for (String head : HEADS) {
                    if (row.labels().containsKey(head)) {
                        String gold = row.labels().get(head);
                        tallies.computeIfAbsent(head, h -> new Tally()).add(answer.get(head), gold);
                        all.computeIfAbsent(head, h -> new Tally()).add(answer.get(head), gold);
                    }
                }
            }
            bySource.put(source.getKey(), tallies);
        }
        Tally relevance = all.get("relevance");
        report.atLeast(0.97, "eight public sources", "relevance F1", relevance.relevanceF1(), relevance.size());
        report.atMost(0.05, "eight public sources", "relevance ECE", relevance.calibrationError(), relevance.size());
        for (String source : List.of("esgbert", "bills", "cards")) {
            Tally tally = bySource.get(source).get("relevance");
            report.add(source + " test", "relevance F1", tally.relevanceF1(), tally.size());
        }
        for (String source : List.of("news", "filings", "encyclopaedia")) {
            Tally tally = bySource.get(source).get("relevance");
            report.add(source + " test", "relevance, other text taken for ours", 1 - tally.accuracy(), tally.size());
        }
        held(
                "m1_netzero_reduction test",
                "target",
                0.97,
                bySource.get("netzero").get("target"));
        Tally topic = bySource.get("eea").get("topic");
        held("m6_eea_pams, ten held-out countries, one sector", "topic", 0.86, topic);
        report.add(
                "m6_eea_pams, ten held-out countries, one sector",
                "topic macro F1 without \"other\"",
                topic.macroF1Without("other"),
                topic.size());
        Tally bills = bySource.get("bills").get("topic");
        report.add("bills test", "topic macro F1", bills.macroF1(), bills.size());
    }

    private void own(Bench bench) {
        Tally tally = new Tally();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/sentiment-test.tsv")))) {
            String[] columns = line.split("\t", 3);
            tally.add(bench.ask(columns[2], Map.of()).get("sentiment"), columns[0]);
        }
        held("own test", "sentiment", 0.80, tally);
    }

    /** Texts of our own near the border of what the model is about, and on goals that somebody has or has not. */
    private void border(Bench bench) {
        Map<String, Tally> byStyle = new LinkedHashMap<>();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/border-test.tsv")).stream()
                .skip(1)
                .toList())) {
            String[] columns = line.split("\t", 5);
            boolean goal = columns[3].equals("goal");
            JsonNode answer = bench.ask(columns[4], Map.of()).get(goal ? "target" : "relevance");
            byStyle.computeIfAbsent(columns[3], style -> new Tally()).add(answer, goal ? columns[2] : columns[0]);
        }
        byStyle.forEach((style, tally) -> {
            boolean goal = style.equals("goal");
            report.add(
                    "own border test, " + style,
                    goal ? "target macro F1" : "relevance F1",
                    goal ? tally.macroF1() : tally.relevanceF1(),
                    tally.size());
        });
    }

    /** Sentences that differ in the direction of what they tell, and technical ones of the sector, by another hand. */
    private void apart(Bench bench) {
        Tally direction = new Tally();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/direction-test.tsv")))) {
            String[] columns = line.split("\t", 3);
            direction.add(bench.ask(columns[2], Map.of()).get("sentiment"), columns[0]);
        }
        report.add("own test of directions", "sentiment macro F1", direction.macroF1(), direction.size());
        Tally sector = new Tally();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/sector-test.tsv")).stream()
                .skip(1)
                .toList())) {
            String[] columns = line.split("\t", 2);
            sector.add(bench.ask(columns[1], Map.of()).get("relevance"), columns[0]);
        }
        report.add("own test of the sector's terms", "relevance F1", sector.relevanceF1(), sector.size());
    }

    /** Texts of six styles with all their labels, on which nothing was chosen; half of four styles are on other things. */
    private void mixed(Bench bench) {
        Map<String, Tally> relevance = new LinkedHashMap<>();
        Tally topic = new Tally();
        Tally target = new Tally();
        Tally direction = new Tally();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/mixed-test.tsv")).stream()
                .skip(1)
                .toList())) {
            String[] columns = line.split("\t", 6);
            String style = columns[4];
            JsonNode answer = bench.ask(columns[5], Map.of());
            relevance.computeIfAbsent(style, s -> new Tally()).add(answer.get("relevance"), columns[0]);
            topic.addKnown(answer.get("topic"), columns[1]);
            target.add(answer.get("target"), columns[2]);
            if (style.equals("direction")) {
                direction.add(answer.get("sentiment"), columns[3]);
            }
        }
        relevance.forEach((style, tally) ->
                report.add("own mixed test, " + style, "relevance F1", tally.relevanceF1(), tally.size()));
        report.add("own mixed test", "topic macro F1", topic.macroF1(), topic.size());
        report.add("own mixed test", "target macro F1", target.macroF1(), target.size());
        report.add("own mixed test, direction", "sentiment macro F1", direction.macroF1(), direction.size());
    }

    /** Goals for other things, goals that are dropped, missing or demanded, and notes of other trades, beside their like. */
    private void goals(Bench bench) {
        Tally relevance = new Tally();
        Tally target = new Tally();
        Tally sentiment = new Tally();
        for (String line : Bench.sample(Bench.lines(Bench.recipe("climatebert/labelled/goals-test.tsv")).stream()
                .skip(1)
                .toList())) {
            String[] columns = line.split("\t", 5);
            JsonNode answer = bench.ask(columns[4], Map.of());
            relevance.add(answer.get("relevance"), columns[0]);
            target.addKnown(answer.get("target"), columns[2]);
            sentiment.addKnown(answer.get("sentiment"), columns[3]);
        }
        report.add("own test of goals", "relevance F1", relevance.relevanceF1(), relevance.size());
        report.add("own test of goals", "target macro F1", target.macroF1(), target.size());
        report.add("own test of goals", "sentiment macro F1", sentiment.macroF1(), sentiment.size());
    }

    /** Short notes on a solar plant's maintenance, all of them on the subject. */
    private void tickets(Bench bench) {
        Path file = Bench.set("m9_pv_om_tickets/example_ML_ticket_data.csv");
        if (Files.exists(file)) {
            Tally tally = new Tally();
            for (Map<String, String> row : Bench.sample(Csv.read(file, ',', StandardCharsets.UTF_8))) {
                tally.add(bench.ask(row.get("CompletionDesc"), Map.of()).get("relevance"), "climate-or-energy");
            }
            report.add("m9_pv_om_tickets", "relevance recall", tally.accuracy(), tally.size());
        }
    }

    private void held(String set, String head, double bar, Tally tally) {
        report.atLeast(bar, set, head + " macro F1", tally.macroF1(), tally.size());
        report.atMost(0.05, set, head + " ECE", tally.calibrationError(), tally.size());
    }

    /** One head's answers on a set. */
    private static final class Tally {
        private final Measures measures = new Measures();
        private final Scores scores = new Scores();
        private final List<String> labels = new ArrayList<>();
        private int right;

        void add(JsonNode ranked, String gold) {
            String found = ranked.get(0).get("label").textValue();
            measures.choose(found, gold);
            scores.add(ranked.get(0).get("score").doubleValue(), found.equals(gold));
            labels.add(gold);
            right += found.equals(gold) ? 1 : 0;
        }

        void addKnown(JsonNode ranked, String gold) {
            if (!gold.equals("-")) {
                add(ranked, gold);
            }
        }

        double relevanceF1() {
            return measures.f1("climate-or-energy");
        }

        double macroF1() {
            return measures.macroF1();
        }

        double macroF1Without(String label) {
            return labels.stream()
                    .distinct()
                    .filter(l -> !l.equals(label))
                    .mapToDouble(measures::f1)
                    .average()
                    .orElse(0);
        }

        double accuracy() {
            return (double) right / size();
        }

        double calibrationError() {
            return scores.calibrationError();
        }

        int size() {
            return scores.size();
        }
    }
}
