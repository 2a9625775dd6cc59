package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("evaluate")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class PolicyImpactEvaluation {
    private static final String SET = "m6_eea_pams, ten held-out countries";

    private final Report report = new Report("policy-impact");

    @Test
    void reachesItsBars(@TempDir Path work) throws IOException {
        if (Files.exists(Measure.FILE)) {
            try (Bench bench = new Bench("policy-impact", work)) {
                heldOutCountries(bench);
                otherText(bench);
            }
        }
        report.finish();
    }

    private void heldOutCountries(Bench bench) {
        List<Measure> all = Measure.read();
        Head sector = new Head("sectors");
        Head instrument = new Head("instruments");
        Interval interval = new Interval(all.stream()
                .filter(m -> !m.test() && m.reductionKt() > 0)
                .map(m -> Math.log(m.reductionKt()))
                .toList());
        for (Measure measure : Bench.sample(all.stream().filter(Measure::test).toList())) {
            String text =
                    measure.description().isEmpty() ? measure.name() : measure.name() + ". " + measure.description();
            JsonNode answer = bench.ask(Map.of("text", text), Map.of());
            sector.add(answer, measure.sectors());
            instrument.add(answer, measure.instruments());
            interval.add(answer.get("expectedReduction"), measure.reductionKt());
        }
        report.atLeast(0.85, SET, "sector macro F1, several labels", sector.measures.macroF1(), sector.texts);
        report.add(SET + ", one label only", "sector macro F1 of the best label", sector.best.macroF1(), sector.single);
        report.atMost(0.05, SET, "sector ECE", sector.scores.calibrationError(), sector.texts);
        report.atLeast(
                0.70, SET, "instrument micro F1, several labels", instrument.measures.microF1(), instrument.texts);
        report.add(SET, "instrument macro F1, several labels", instrument.measures.macroF1(), instrument.texts);
        report.atMost(0.05, SET, "instrument ECE", instrument.scores.calibrationError(), instrument.texts);
        interval.report(report);
    }

    private void otherText(Bench bench) {
        List<String> texts = new ArrayList<>();
        OtherText.certain("test").values().forEach(texts::addAll);
        List<String> sample = Bench.sample(texts, 400);
        int loud = 0;
        int found = 0;
        for (String text : sample) {
            JsonNode answer = bench.ask(Map.of("text", text), Map.of());
            loud += Head.detected(answer.get("sectors")).isEmpty()
                            && Head.detected(answer.get("instruments")).isEmpty()
                    ? 0
                    : 1;
            found += answer.get("policyFound").booleanValue() ? 1 : 0;
        }
        String set = "text on other things";
        report.add(set, "share with a sector or an instrument", (double) loud / sample.size(), sample.size());
        report.add(set, "share with a policy act", (double) found / sample.size(), sample.size());
    }

    /** A head with several labels that may hold at once. */
    private static final class Head {
        private final String name;
        private final Measures measures = new Measures();
        private final Measures best = new Measures();
        private final Scores scores = new Scores();
        private int texts;
        private int single;

        Head(String name) {
            this.name = name;
        }

        void add(JsonNode answer, List<String> labels) {
            JsonNode ranked = answer.get(name);
            Set<String> gold = new HashSet<>(labels);
            Set<String> known = new HashSet<>();
            ranked.forEach(label -> known.add(label.get("label").textValue()));
            gold.retainAll(known);
            if (gold.isEmpty()) {
                return;
            }
            texts++;
            for (JsonNode label : ranked) {
                boolean holds = gold.contains(label.get("label").textValue());
                measures.add(
                        label.get("label").textValue(), label.get("detected").booleanValue(), holds);
                scores.add(label.get("score").doubleValue(), holds);
            }
            if (gold.size() == 1) {
                single++;
                best.choose(
                        ranked.get(0).get("label").textValue(), gold.iterator().next());
            }
        }

        static List<JsonNode> detected(JsonNode ranked) {
            List<JsonNode> detected = new ArrayList<>();
            ranked.forEach(label -> {
                if (label.get("detected").booleanValue()) {
                    detected.add(label);
                }
            });
            return detected;
        }
    }

    /** The 80 % interval of the expected reduction beside the one that knows no text. */
    private static final class Interval {
        private final double low;
        private final double high;
        private int reported;
        private int given;
        private int covered;
        private int unconditional;
        private double width;

        Interval(List<Double> known) {
            this.low = Measures.quantile(known, 0.1);
            this.high = Measures.quantile(known, 0.9);
        }

        void add(JsonNode reduction, double kt) {
            if (kt <= 0) {
                return;
            }
            reported++;
            if (reduction.isNull()) {
                return;
            }
            given++;
            double from = reduction.get("low").doubleValue();
            double to = reduction.get("high").doubleValue();
            covered += from <= kt && kt <= to ? 1 : 0;
            unconditional += low <= Math.log(kt) && Math.log(kt) <= high ? 1 : 0;
            width += Math.log(to / from);
        }

        void report(Report report) {
            String what = "expected reduction, ";
            double share = (double) covered / given;
            report.atLeast(0.75, SET, what + "share inside the 80 % interval", share, given);
            report.atMost(0.85, SET, what + "share inside the 80 % interval", share, given);
            report.atMost(
                    high - low, SET, what + "width of the interval (ln), below unconditional", width / given, given);
            report.add(SET, what + "share inside the unconditional interval", (double) unconditional / given, given);
            report.add(SET, what + "share of texts that get one", (double) given / reported, reported);
        }
    }
}
