package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.audit.AuditTrail;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Takes new versions in: unpacks, inspects, stores, makes known. Nothing of an import is run. Thread-safe. Files are in
 * the store, forced to disk, before the database says that the version exists.
 */
@ApplicationScoped
public class Imports {
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final Registry registry;
    private final ArtefactStore store;
    private final Versions versions;
    private final AuditTrail trail;
    private final Staging staging;
    private final ImportLimits limits;
    private Instant nextSweep = Instant.MIN;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Imports() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Imports(
            Registry registry,
            ArtefactStore store,
            Versions versions,
            AuditTrail trail,
            Staging staging,
            ImportLimits limits) {
        this.registry = registry;
        this.store = store;
        this.versions = versions;
        this.trail = trail;
        this.staging = staging;
        this.limits = limits;
    }

    /** What an import may hold. */
    public ImportLimits limits() {
        return limits;
    }

    /**
     * Takes in a bundle packed as a zip archive.
     *
     * @throws AiException with {@code INVALID_BUNDLE} or {@code TOO_LARGE} saying what is wrong with it, {@code CONFLICT}
     *     where its version exists with another content
     */
    public ModelVersion archive(Model model, InputStream zip, Origin origin, Caller caller) {
        return staging.within(folder -> bundle(model, BundleArchive.unpack(zip, folder, limits), origin, caller));
    }

    /** Takes in a bundle from where it lies. */
    ModelVersion from(Model model, BundleSource files, Origin origin, Caller caller) {
        try {
            return bundle(model, files, origin, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes in a Hugging Face ONNX export. What an export does not bring, schemas, settings, labels and golden cases, is
     * that of the live version.
     *
     * @param version the number it shall have
     * @param files   {@code model.onnx}, {@code tokenizer.json} and {@code config.json} by name
     */
    public ModelVersion export(Model model, Version version, Map<String, Path> files, Caller caller) {
        Bundle live = registry.traffic(model.id())
                .orElseThrow(() -> new AiException(
                        ErrorCode.MODEL_UNAVAILABLE, "Model " + model.id() + " has no live version to build on yet"))
                .live()
                .bundle();
        ExportedBundle bundle = ExportedBundle.of(live, store.manifestBytes(live.digest()), version, files);
        try {
            return bundle(model, bundle, Origin.EXPORT, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the live version of a model has one network and one tokenizer, which an export can take the place of. */
    public boolean takesExports(Model model) {
        return registry.traffic(model.id())
                .map(traffic -> ExportedBundle.fits(traffic.live().bundle()))
                .orElse(false);
    }

    private ModelVersion bundle(Model model, BundleSource source, Origin origin, Caller caller) throws IOException {
        String digest = store.install(source, (manifest, found) -> {
            admit(model, manifest, found);
            compare(source, manifest);
        });
        return versions.register(model.id(), store.manifest(digest).version(), digest, origin, caller);
    }

    /** Refuses what may not be taken in before any of it is stored. */
    private void admit(Model model, ModelManifest manifest, String digest) {
        if (!manifest.id().equals(model.id())) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "The bundle is of model " + manifest.id() + ", it was given to model " + model.id());
        }
        if (manifest.files().size() > limits.files()) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "model.json names more than " + limits.files() + " files");
        }
        long bytes = 0;
        for (ModelManifest.FileEntry file : manifest.files()) {
            bytes = limits.add("The bundle", bytes, file.size());
        }
        TextLimit.check(manifest);
        registry.traffic(model.id()).map(traffic -> traffic.live().manifest()).ifPresent(live -> {
            requireSame("task", live.task(), manifest.task());
            requireSame("runtime", live.runtime(), manifest.runtime());
            requireSame("route", live.route(), manifest.route());
        });
        versions.requireFree(model.id(), manifest.version(), digest);
    }

    /** What a model is for does not change with its version. */
    private static void requireSame(String member, @Nullable Object live, @Nullable Object found) {
        if (!Objects.equals(live, found)) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "model.json has " + member + " '" + found + "', the live version has '" + live + "'");
        }
    }

    /** Holds every file against the manifest, those too whose content the store has already and will not copy. */
    private static void compare(BundleSource source, ModelManifest manifest) {
        for (ModelManifest.FileEntry file : manifest.files()) {
            try (InputStream in = source.open(file.path())) {
                String found = Digests.sha256(in);
                if (!found.equals(file.sha256())) {
                    throw new AiException(
                            ErrorCode.INVALID_BUNDLE,
                            file.path() + " differs from model.json: expected SHA-256 " + file.sha256() + ", found "
                                    + found + ". Where the file is right, write its digest and size into model.json.");
                }
            } catch (FileNotFoundException e) {
                throw new AiException(ErrorCode.INVALID_BUNDLE, "The bundle lacks " + file.path(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Removes the files of imports that came to nothing after they were stored: their node died, or another import was
     * faster in taking the number.
     */
    void sweep() {
        trail.origin().ifPresent(owner -> store.sweep(owner, versions.digests()));
    }

    /** Sweeps at the start and every hour from then on. Called by one thread. */
    void sweepWhenDue() {
        Instant now = Instant.now();
        if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP_EVERY);
            sweep();
        }
    }

    /**
     * Writes an upload to a file of its own in a folder, which shall hold at most as many bytes as an import may.
     *
     * @throws AiException with {@code TOO_LARGE} where they are more, {@code MALFORMED_REQUEST} where it breaks off
     */
    public static Path keep(InputStream upload, Path folder, String name, ImportLimits limits) throws IOException {
        Path file = folder.resolve(name);
        long total = 0;
        try (var others = Files.newDirectoryStream(folder)) {
            for (Path other : others) {
                total += Files.size(other);
            }
        }
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = read(upload, buffer, name); n >= 0; n = read(upload, buffer, name)) {
                total = limits.add("The import", total, n);
                out.write(buffer, 0, n);
            }
        }
        return file;
    }

    private static int read(InputStream upload, byte[] to, String name) {
        try {
            return upload.read(to);
        } catch (IOException e) {
            throw new AiException(ErrorCode.MALFORMED_REQUEST, name + " ended early", e);
        }
    }
}
