package org.esmap.ai.core.updates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.onnx.OnnxInspection;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.versions.ModelVersion;
import org.jspecify.annotations.Nullable;

/** One validation, from the files to the figures; each step is a line of the report. Used by one thread. */
final class Validation {
    /** Cases for measuring, beside the golden ones, which every version must answer. */
    private static final String EVALUATION = "evaluation.jsonl";

    private static final int LATENCY_SAMPLES = 50;

    private final ArtefactStore store;
    private final Registry registry;
    private final TrialProcess trial;
    private final ValidationSettings settings;
    private final Report report;
    private final ModelVersion version;
    private final IntConsumer progress;

    Validation(
            ArtefactStore store,
            Registry registry,
            TrialProcess trial,
            ValidationSettings settings,
            ModelVersion version,
            IntConsumer progress) {
        this.store = store;
        this.registry = registry;
        this.trial = trial;
        this.settings = settings;
        this.version = version;
        this.progress = progress;
        this.report = new Report(version);
    }

    Report run() throws InterruptedException {
        Optional<Bundle> bundle = integrity();
        progress.accept(10);
        if (bundle.isPresent() && inspected(bundle.get()) && tried(bundle.get())) {
            progress.accept(40);
            load(bundle.get()).ifPresent(this::measure);
        }
        return report;
    }

    private Optional<Bundle> integrity() {
        try {
            Bundle bundle = store.open(version.digest());
            report.check("integrity", true, bundle.files().size() + " files match their digests");
            return Optional.of(bundle);
        } catch (AiException e) {
            report.check("integrity", false, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean inspected(Bundle bundle) {
        try {
            networks(bundle).forEach(OnnxInspection::check);
            report.check("contents", true, "standard operators, all weights inside");
            return true;
        } catch (AiException e) {
            report.check("contents", false, e.getMessage());
            return false;
        }
    }

    private boolean tried(Bundle bundle) throws InterruptedException {
        List<Path> networks = networks(bundle);
        if (networks.isEmpty()) {
            return true;
        }
        try {
            report.check("trial", true, trial.run(networks));
            return true;
        } catch (AiException e) {
            if (e.code() != ErrorCode.INVALID_BUNDLE) {
                throw e; // which says nothing of the version
            }
            report.check("trial", false, e.getMessage());
            return false;
        }
    }

    private static List<Path> networks(Bundle bundle) {
        return bundle.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".onnx"))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Optional<LoadedVersion> load(Bundle bundle) {
        try {
            LoadedVersion loaded = registry.load(bundle);
            report.check("loads", true, "tensors, labels and tables fit the model");
            return Optional.of(loaded);
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // a text of the bundle may nest too deep
            report.check("loads", false, e instanceof AiException known ? known.getMessage() : e.toString());
            return Optional.empty();
        }
    }

    private void measure(LoadedVersion candidate) {
        try {
            golden(candidate);
            progress.accept(60);
            readable(candidate).ifPresent(own -> quality(candidate, own));
            progress.accept(90);
            latency(candidate);
        } finally {
            registry.discard(candidate);
        }
    }

    private void golden(LoadedVersion candidate) {
        List<String> wrong = GoldenRun.of(candidate, candidate.golden()).stream()
                .flatMap(outcome -> outcome.difference().stream())
                .toList();
        int cases = candidate.golden().size();
        report.check(
                "golden",
                cases > 0 && wrong.isEmpty(),
                cases == 0
                        ? "the bundle brings no golden cases"
                        : wrong.isEmpty() ? "all " + cases + " cases" : wrong.size() + " of " + cases + ": " + wrong);
    }

    /** Both versions answer the cases of both bundles, so that a version cannot bring only what it is good at. */
    private void quality(LoadedVersion candidate, List<Golden.Case> own) {
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
            Comparison comparison = Comparison.of(all.size(), right(candidate, all), right(live, all));
            report.quality(comparison, settings.margin());
            report.check(
                    "quality",
                    !comparison.worseBy(settings.margin()),
                    String.format(
                            java.util.Locale.ROOT,
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
            Traffic now = registry.traffic(version.model()).orElse(null);
            if (now == null) {
                return null;
            }
            if (now.live().enter()) {
                return now.live();
            }
        }
    }

    /** The candidate's own cases for measuring; nothing, and a failed check, where they cannot be read. */
    private Optional<List<Golden.Case>> readable(LoadedVersion candidate) {
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

    private static int right(LoadedVersion version, List<Golden.Case> cases) {
        return (int) GoldenRun.of(version, cases).stream()
                .filter(GoldenRun.Outcome::passed)
                .count();
    }

    private void latency(LoadedVersion candidate) {
        List<Golden.Case> answered =
                candidate.golden().stream().filter(one -> one.error() == null).toList();
        if (answered.isEmpty()) {
            report.check("latency", false, "the bundle brings no case that is answered");
            return;
        }
        long[] nanos = new long[LATENCY_SAMPLES];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] =
                    GoldenRun.of(candidate, answered.get(i % answered.size())).nanos();
        }
        Arrays.sort(nanos);
        double p50 = nanos[nanos.length / 2] / 1e6;
        double p95 = nanos[(int) Math.ceil(nanos.length * 0.95) - 1] / 1e6;
        double budget = candidate.manifest().limits().timeoutMs() * settings.latencyShare();
        report.latency(p50, p95, budget);
        report.check(
                "latency",
                p95 <= budget,
                String.format(java.util.Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, budget %.0f ms", p50, p95, budget));
    }
}
