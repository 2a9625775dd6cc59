package org.esmap.ai.core.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.onnx.OnnxInspection;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.versions.ModelVersion;

/** One validation, from the files to the figures; each step is a line of the report. Used by one thread. */
final class Validation {
    private final ArtefactStore store;
    private final Registry registry;
    private final TrialProcess trial;
    private final ValidationSettings settings;
    private final Report report;
    private final ModelVersion version;
    private final IntConsumer progress;
    private final Deadline limit;

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
        this.limit = Deadline.after(settings.limit());
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
            try {
                requireExample(loaded);
            } catch (RuntimeException | Error e) {
                registry.discard(loaded);
                throw e;
            }
            report.check("loads", true, "tensors, labels and tables fit the model");
            return Optional.of(loaded);
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // a text of the bundle may nest too deep
            report.check("loads", false, e instanceof AiException known ? known.getMessage() : e.toString());
            return Optional.empty();
        }
    }

    /** The example, where there is one, is shown to callers as a request that works. */
    private void requireExample(LoadedVersion loaded) {
        if (!loaded.bundle().has(Bundle.EXAMPLE)) {
            return;
        }
        JsonNode example = loaded.bundle().json(Bundle.EXAMPLE, JsonNode.class);
        if (!example.has("input")) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, Bundle.EXAMPLE + " needs an input");
        }
        try {
            loaded.check(new Query(
                    example.get("input"),
                    example.path("parameters") instanceof ObjectNode given
                            ? given
                            : JsonNodeFactory.instance.objectNode(),
                    limit));
        } catch (AiException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, Bundle.EXAMPLE + ": " + e.getMessage(), e);
        }
    }

    private void measure(LoadedVersion candidate) {
        try {
            new Measuring(registry, candidate, settings, limit, report, progress).run();
        } finally {
            registry.discard(candidate);
        }
    }
}
