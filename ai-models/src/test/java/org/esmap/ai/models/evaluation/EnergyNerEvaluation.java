package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.esmap.ai.models.evaluation.Spans.Sentence;
import org.esmap.ai.models.evaluation.Spans.Span;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("evaluate")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class EnergyNerEvaluation {
    private static final Set<String> NAMES = Set.of("PER", "ORG", "LOC");

    private final Report report = new Report("energy-ner");

    @Test
    void reachesItsBars(@TempDir Path work) throws IOException {
        try (Bench bench = new Bench("energy-ner", work)) {
            names(bench, "m2_wikigold", "m2_wikigold/wikigold.conll.txt", " ", 0.82);
            names(bench, "m2_crossner politics test", "m2_crossner/politics/test.txt", "\t", 0.88);
            own(bench);
            abbreviations(bench);
            measeval(bench);
        }
        report.finish();
    }

    private void names(Bench bench, String set, String file, String separator, double bar) {
        if (Files.exists(Bench.set(file))) {
            Counts counts = new Counts();
            for (Sentence sentence : Bench.sample(Spans.conll(Bench.lines(Bench.set(file)), separator))) {
                counts.add(sentence, bench.ask(sentence.text(), Map.of("groups", NAMES)), NAMES);
            }
            report.atLeast(bar, set, "entity F1 PER/ORG/LOC", counts.f1(NAMES), counts.gold(NAMES));
            report.add(set, "ECE of entity scores", counts.scores.calibrationError(), counts.scores.size());
        }
    }

    private void own(Bench bench) {
        Counts counts = new Counts();
        Set<String> all = Set.of("PER", "ORG", "LOC", "TECH", "METRIC", "MONEY", "DATE");
        for (Sentence sentence : Bench.sample(Spans.own(Bench.lines(Bench.recipe("energyner/labelled/test.txt"))))) {
            counts.add(sentence, bench.ask(sentence.text(), Map.of()), all);
        }
        String set = "own test";
        Set<String> ours = Set.of("ORG", "LOC", "TECH");
        report.atLeast(0.88, set, "entity F1 ORG/LOC/TECH", counts.f1(ours), counts.gold(ours));
        Set<String> valued = Set.of("METRIC", "MONEY", "DATE");
        report.atLeast(0.95, set, "F1 METRIC/MONEY/DATE with right values", counts.f1(valued), counts.gold(valued));
        for (String group : new java.util.TreeSet<>(all)) {
            report.add(set, "entity F1 " + group, counts.f1(Set.of(group)), counts.gold(Set.of(group)));
        }
        report.atMost(0.05, set, "ECE of entity scores", counts.scores.calibrationError(), counts.scores.size());
    }

    /** Terms such as CAPEX and SAIDI are no names, BESS is a technology, ADB an organisation. */
    private void abbreviations(Bench bench) {
        Counts counts = new Counts();
        Set<String> ours = Set.of("ORG", "LOC", "TECH");
        for (Sentence sentence :
                Bench.sample(Spans.own(Bench.lines(Bench.recipe("energyner/labelled/abbreviations-test.txt"))))) {
            counts.add(sentence, bench.ask(sentence.text(), Map.of("groups", ours)), ours);
        }
        report.add("own test of abbreviations", "entity F1 ORG/LOC/TECH", counts.f1(ours), counts.gold(ours));
        for (String group : new java.util.TreeSet<>(ours)) {
            report.add(
                    "own test of abbreviations",
                    "entity F1 " + group,
                    counts.f1(Set.of(group)),
                    counts.gold(Set.of(group)));
        }
    }

    /** Quantities of any kind, numbers without units among them; a span counts as found where one of ours overlaps it. */
    private void measeval(Bench bench) throws IOException {
        Path texts = Bench.set("m2_measeval/eval/text");
        if (!Files.exists(texts)) {
            return;
        }
        int hits = 0;
        int found = 0;
        int gold = 0;
        List<Path> files;
        try (Stream<Path> all = Files.list(texts)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            Path tsv = file.resolveSibling(
                    "../tsv/" + file.getFileName().toString().replace(".txt", ".tsv"));
            if (!Files.exists(tsv)) {
                continue;
            }
            List<int[]> open = new ArrayList<>();
            for (String line : Bench.lines(tsv)) {
                String[] columns = line.split("\t");
                if (columns.length > 4 && columns[2].equals("Quantity")) {
                    open.add(new int[] {Integer.parseInt(columns[3]), Integer.parseInt(columns[4])});
                }
            }
            gold += open.size();
            Map<String, Object> parameters = Map.of("groups", List.of("METRIC", "MONEY"), "counts", true);
            for (JsonNode entity : bench.ask(Files.readString(file), parameters).get("entities")) {
                found++;
                int start = entity.get("start").intValue();
                int end = entity.get("end").intValue();
                hits += open.stream()
                                .filter(g -> start < g[1] && end > g[0])
                                .findFirst()
                                .map(open::remove)
                                .orElse(false)
                        ? 1
                        : 0;
            }
        }
        report.atLeast(
                0.80, "m2_measeval eval", "quantity F1, overlapping, with counts", 2.0 * hits / (found + gold), gold);
    }

    /** Right, found and gold by group. */
    private static final class Counts {
        private final Map<String, int[]> byGroup = new HashMap<>();
        private final Scores scores = new Scores();

        void add(Sentence sentence, JsonNode answer, Set<String> groups) {
            Set<String> seen = new HashSet<>();
            for (JsonNode entity : answer.get("entities")) {
                String group = entity.get("entityGroup").textValue();
                String key = entity.get("start") + "-" + entity.get("end") + "-" + group;
                Span gold = sentence.spans().get(key);
                boolean right = gold != null && seen.add(key) && agrees(gold.value(), entity);
                int[] counts = byGroup.computeIfAbsent(group, g -> new int[3]);
                counts[0] += right ? 1 : 0;
                counts[1]++;
                scores.add(entity.get("score").doubleValue(), right);
            }
            for (Span span : sentence.spans().values()) {
                if (groups.contains(span.group())) {
                    byGroup.computeIfAbsent(span.group(), g -> new int[3])[2]++;
                }
            }
        }

        double f1(Set<String> groups) {
            int right = groups.stream().mapToInt(g -> of(g)[0]).sum();
            int found = groups.stream().mapToInt(g -> of(g)[1]).sum();
            return 2.0 * right / Math.max(1, found + gold(groups));
        }

        int gold(Set<String> groups) {
            return groups.stream().mapToInt(g -> of(g)[2]).sum();
        }

        private int[] of(String group) {
            return byGroup.getOrDefault(group, new int[3]);
        }
    }

    /** Whether a label such as {@code 1500000 t} or {@code 2024-03} is what the answer comes to. */
    private static boolean agrees(String label, JsonNode entity) {
        if (label.isEmpty()) {
            return true;
        }
        JsonNode normalized = entity.path("normalized");
        if (normalized.has("iso")) {
            return normalized.get("iso").textValue().equals(label);
        }
        String[] parts = label.split(" ", 2);
        String[] ends = parts[0].split("\\.\\.");
        if (ends.length == 2) {
            return same(ends[0], normalized.path("low")) && same(ends[1], normalized.path("high"));
        }
        if (entity.get("entityGroup").textValue().equals("MONEY")) {
            return same(parts[0], normalized.path("value"))
                    && parts[1].equals(normalized.get("unit").textValue());
        }
        NamedUnit unit = Units.standard().read(parts[1].replace("yr", "a")).orElse(null);
        boolean difference = normalized.get("quantity").textValue().equals("temperature difference");
        if (unit == null
                || difference
                || !unit.siSymbol().equals(normalized.get("siUnit").textValue())) {
            return same(parts[0], normalized.path("value"));
        }
        double wanted = unit.toSi(new BigDecimal(parts[0])).doubleValue();
        return Math.abs(wanted - normalized.get("siValue").doubleValue()) <= 1e-9 * Math.abs(wanted);
    }

    private static boolean same(String wanted, JsonNode found) {
        return found.isNumber() && new BigDecimal(wanted).compareTo(found.decimalValue()) == 0;
    }
}
