package org.esmap.ai.core.updates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.jspecify.annotations.Nullable;

/** The figures of a validation: what a version that has been loaded answers, how well and how fast. Used by one thread. */
final class Measuring {
    /** Cases for measuring, beside the golden ones, which every version must answer. */
    private static final String EVALUATION = "evaluation.jsonl";

    private static final int LATENCY_SAMPLES = 50;

    private final Registry registry;
    private final LoadedVersion candidate;
    private final ValidationSettings settings;
    private final Deadline limit;
    private final Report report;
    private final IntConsumer progress;

    /** @param limit after which no case is run; what was not run fails its check */
    Measuring(
            Registry registry,
            LoadedVersion candidate,
            ValidationSettings settings,
            Deadline limit,
            Report report,
            IntConsumer progress) {
        this.registry = registry;
        this.candidate = candidate;
        this.settings = settings;
        this.limit = limit;
        this.report = report;
        this.progress = progress;
    }

    void run() {
        golden();
        progress.accept(60);
        readable().ifPresent(this::quality);
        progress.accept(90);
        latency();
    }

    private void golden() {
        List<GoldenRun.Outcome> outcomes = GoldenRun.of(candidate, candidate.golden(), limit);
        List<String> wrong = outcomes.stream()
                .flatMap(outcome -> outcome.difference().stream())
                .toList();
        int cases = candidate.golden().size();
        if (tooLate("golden", outcomes.size(), cases)) {
            return;
        }
        report.check(
                "golden",
                cases > 0 && wrong.isEmpty(),
                cases == 0
                        ? "the bundle brings no golden cases"
                        : wrong.isEmpty() ? "all " + cases + " cases" : wrong.size() + " of " + cases + ": " + wrong);
    }

    /** Whether time ran out before all was done, which the report then says. */
    private boolean tooLate(String check, int done, int all) {
        if (done < all) {
            report.check(
                    check,
                    false,
                    done + " of " + all + " were run, then the validation had taken the "
                            + settings.limit().toSeconds()
                            + " s that it may (ai.validation.limit). Bring fewer cases, or ones that are answered sooner,"
                            + " or have the setting raised");
        }
        return done < all;
    }

    /** Both versions answer the cases of both bundles, so that a version cannot bring only what it is good at. */
    private void quality(List<Golden.Case> own) {
        LoadedVersion live = holdLive();
        if (live == null) {
            report.check("quality", true, "there is no live version to compare with");
            return;
        }
        try {
            Map<Object, Golden.Case> cases = new LinkedHashMap<>();
            Stream.of(evaluation(live), own)
                    .flatMap(List::stream)
                    .forEach(one -> cases.putIfAbsent(List.of(one.input(), one.parametersOrEmpty()), one));
            List<Golden.Case> all = List.copyOf(cases.values());
            List<GoldenRun.Outcome> ours = GoldenRun.of(candidate, all, limit);
            List<GoldenRun.Outcome> theirs = GoldenRun.of(live, all, limit);
            if (tooLate("quality", ours.size() + theirs.size(), 2 * all.size())) {
                return;
            }
            Comparison comparison = Comparison.of(all.size(), right(ours), right(theirs));
            report.quality(comparison, settings.margin());
            report.check(
                    "quality",
                    !comparison.worseBy(settings.margin()),
                    String.format(
                            Locale.ROOT,
                            "%.4f against %.4f of the live version on %d cases; difference %.4f (95 %% interval %.4f to"
                                    + " %.4f), may be down to %.4f",
                            comparison.candidate(),
                            comparison.live(),
                            comparison.cases(),
                            comparison.difference(),
                            comparison.low(),
                            comparison.high(),
                            -settings.margin()));
        } finally {
            live.leave();
        }
    }

    /** A version that closes has made way for another. */
    private @Nullable LoadedVersion holdLive() {
        while (true) {
            Traffic now = registry.traffic(candidate.model().id()).orElse(null);
            if (now == null) {
                return null;
            }
            if (now.live().enter()) {
                return now.live();
            }
        }
    }

    /** The candidate's own cases for measuring; nothing, and a failed check, where they cannot be read. */
    private Optional<List<Golden.Case>> readable() {
        try {
            return Optional.of(evaluation(candidate));
        } catch (RuntimeException e) {
            report.check("quality", false, EVALUATION + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Golden.Case> evaluation(LoadedVersion source) {
        List<Golden.Case> cases = new ArrayList<>(source.golden());
        if (source.bundle().has(EVALUATION)) {
            cases.addAll(Golden.parse(source.bundle().text(EVALUATION), StrictJson.MAPPER));
        }
        return cases;
    }

    private static int right(List<GoldenRun.Outcome> outcomes) {
        return (int) outcomes.stream().filter(GoldenRun.Outcome::passed).count();
    }

    private void latency() {
        List<Golden.Case> answered =
                candidate.golden().stream().filter(one -> one.error() == null).toList();
        if (answered.isEmpty()) {
            report.check("latency", false, "the bundle brings no case that is answered");
            return;
        }
        List<Golden.Case> samples = IntStream.range(0, LATENCY_SAMPLES)
                .mapToObj(i -> answered.get(i % answered.size()))
                .toList();
        long[] nanos = GoldenRun.of(candidate, samples, limit).stream()
                .mapToLong(GoldenRun.Outcome::nanos)
                .sorted()
                .toArray();
        if (tooLate("latency", nanos.length, LATENCY_SAMPLES)) {
            return;
        }
        double p50 = nanos[nanos.length / 2] / 1e6;
        double p95 = nanos[(int) Math.ceil(nanos.length * 0.95) - 1] / 1e6;
        double budget = candidate.manifest().limits().timeoutMs() * settings.latencyShare();
        report.latency(p50, p95, budget);
        report.check(
                "latency",
                p95 <= budget,
                String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, budget %.0f ms", p50, p95, budget));
    }
}
