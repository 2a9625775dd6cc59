package org.esmap.ai.core.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code model.json} of a bundle: everything that is known of a version without opening its artefacts.
 *
 * @param id          the model
 * @param version     the version
 * @param task        the task in the words of the field, such as {@code text-classification}
 * @param title       one line for people
 * @param description a paragraph for people
 * @param route       the typed route below {@code /api/v1/ai/}, such as {@code analyze-text}
 * @param runtime     what executes the artefacts
 * @param languages   ISO 639-1 codes of the languages understood; empty where language does not matter
 * @param licence     SPDX expression of the weights or tables
 * @param limits      bounds on the input and on time
 * @param files       every other file of the bundle with its digest
 * @param settings    the model's own settings: labels, temperatures, thresholds
 * @param provenance  where the version comes from
 * @param quality     what was measured before delivery
 */
public record ModelManifest(
        ModelId id,
        Version version,
        String task,
        String title,
        String description,
        String route,
        Runtime runtime,
        List<String> languages,
        String licence,
        Limits limits,
        List<FileEntry> files,
        JsonNode settings,
        @Nullable Provenance provenance,
        List<Measurement> quality) {

    /** What executes a version's artefacts. */
    public enum Runtime {
        ONNX,
        SOLVER,
        TABLE
    }

    /**
     * Bounds of a version.
     *
     * @param maxCharacters most UTF-16 code units of a text; null where the input schema says all
     * @param timeoutMs     time-out of a request that names none, in milliseconds
     */
    public record Limits(@Nullable Integer maxCharacters, int timeoutMs) {
        public Limits {
            timeoutMs = timeoutMs == 0 ? 1500 : timeoutMs;
            if (timeoutMs < 1 || timeoutMs > 600_000) {
                throw new IllegalArgumentException("limits.timeoutMs must be 1 to 600000, found " + timeoutMs);
            }
        }

        public Duration timeout() {
            return Duration.ofMillis(timeoutMs);
        }
    }

    /**
     * A file of the bundle.
     *
     * @param path   relative, with forward slashes, inside the bundle
     * @param sha256 digest in lower-case hex
     * @param size   length in bytes
     * @param shared class path resource that holds the content where bundles inside the application share it; else null
     */
    public record FileEntry(
            String path, String sha256, long size, @Nullable String shared) {
        public FileEntry {
            requireNonNull(path, "files.path is missing");
            requireNonNull(sha256, "files.sha256 is missing");
            if (path.isEmpty()
                    || path.startsWith("/")
                    || path.contains("\\")
                    || path.contains(":")
                    || path.indexOf(0) >= 0
                    || List.of(path.split("/", -1)).stream()
                            .anyMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."))) {
                throw new IllegalArgumentException("files.path must stay inside the bundle, found '" + path + "'");
            }
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("files.sha256 must be 64 hex digits, found '" + sha256 + "'");
            }
            if (size < 0) {
                throw new IllegalArgumentException("files.size must not be negative, found " + size);
            }
        }
    }

    /**
     * Where a version comes from.
     *
     * @param recipe folder of the training recipe
     * @param base   the checkpoint that was fine-tuned; null where nothing was
     * @param seed   seed of the training run
     * @param data   what it was learned or taken from
     */
    public record Provenance(
            String recipe, @Nullable String base, @Nullable Long seed, List<Source> data) {
        public Provenance {
            data = List.copyOf(requireNonNull(data, "provenance.data is missing"));
        }
    }

    /** A source with its edition (a commit, a year) and licence. */
    public record Source(String name, String edition, String licence) {}

    /**
     * A figure that was measured before delivery.
     *
     * @param name   what was measured, such as {@code target macro F1}
     * @param set    on which data
     * @param value  the figure
     * @param n      on how many cases
     */
    public record Measurement(String name, String set, double value, int n) {}

    public ModelManifest {
        requireNonNull(id, "id is missing");
        requireNonNull(version, "version is missing");
        requireNonNull(task, "task is missing");
        requireNonNull(title, "title is missing");
        requireNonNull(runtime, "runtime is missing");
        requireNonNull(licence, "licence is missing");
        description = description == null ? "" : description;
        route = route == null ? "" : route;
        languages = languages == null ? List.of() : List.copyOf(languages);
        limits = limits == null ? new Limits(null, 1500) : limits;
        files = List.copyOf(requireNonNull(files, "files is missing"));
        settings = settings == null ? MissingNode.getInstance() : settings;
        quality = quality == null ? List.of() : List.copyOf(quality);
    }
}
