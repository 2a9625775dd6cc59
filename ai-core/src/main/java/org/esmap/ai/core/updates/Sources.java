package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;

/** Where updates come from: folders and HTTPS indexes that the administrator has allowed. Thread-safe. */
@ApplicationScoped
class Sources {
    private final SourceSettings settings;
    private final Imports imports;
    private final Staging staging;
    private final RemoteIndex remote;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Sources() {
        this.settings = null;
        this.imports = null;
        this.staging = null;
        this.remote = null;
    }

    @Inject
    Sources(SourceSettings settings, Imports imports, Staging staging) {
        this.settings = settings;
        this.imports = imports;
        this.staging = staging;
        this.remote = new RemoteIndex(settings);
    }

    /**
     * Checks that a source may be used.
     *
     * @throws AiException with {@code INVALID_INPUT} where it is neither an allowed folder nor on an allowed host
     */
    void check(String source) {
        try {
            if (source.startsWith("https:")) {
                remote.check(URI.create(source));
            } else {
                allowedFolder(source);
            }
        } catch (IllegalArgumentException e) {
            throw AiException.invalid(
                    "/source", "neither a path nor an address: " + e.getMessage(), "a folder, or https://…");
        }
    }

    private Path allowedFolder(String source) {
        Path folder = Path.of(source.startsWith("file:") ? source.substring("file:".length()) : source)
                .normalize();
        boolean allowed = folder.isAbsolute() && settings.folders().stream().anyMatch(folder::startsWith);
        if (!allowed) {
            throw AiException.invalid(
                    "/source",
                    "neither an allowed folder nor an HTTPS index: '" + source + "'",
                    "a folder below one of ai.updates.folders, or https:// on one of ai.updates.hosts");
        }
        return folder;
    }

    /** Takes in the newest version of a source, where it is newer than {@code live}. */
    Optional<ModelVersion> fetchNewer(Model model, Version live, String source) {
        return source.startsWith("https:")
                ? remote.newest(model, live, URI.create(source)).map(entry -> fetch(model, entry))
                : newestOffer(model, live, allowedFolder(source)).map(offer -> takeIn(model, offer));
    }

    private ModelVersion fetch(Model model, RemoteIndex.Entry entry) {
        return staging.within(folder -> {
            Path archive = remote.download(entry, folder.resolve("bundle.zip"), imports.limits());
            try (var in = Files.newInputStream(archive)) {
                return unpack(model, in, folder.resolve("bundle"), entry.version());
            }
        });
    }

    /** Takes in a verified archive, if it holds the version that the index announced. */
    ModelVersion unpack(Model model, InputStream archive, Path folder, Version announced) throws IOException {
        Offer offer = new Offer(BundleArchive.unpack(archive, folder, imports.limits()));
        offer.requireVersion(announced);
        return takeIn(model, offer);
    }

    private ModelVersion takeIn(Model model, Offer offer) {
        return imports.from(model, offer.bundle(), Origin.SCHEDULE, Caller.PLATFORM);
    }

    /** A version's folder holds {@code model.json}; the signature of it, where one is required, beside it. */
    private Optional<Offer> newestOffer(Model model, Version live, Path root) {
        try (var below = Files.walk(root, 3)) {
            Optional<Offer> newest = below.filter(path -> path.endsWith("model.json"))
                    .flatMap(path -> offer(path).stream())
                    .filter(offer -> isNewer(offer.manifest(), model, live))
                    .max(Comparator.comparing(offer -> offer.manifest().version()));
            if (newest.isPresent()) {
                newest.get().verify(settings);
            }
            return newest;
        } catch (IOException e) {
            throw new AiException(ErrorCode.NOT_FOUND, "The folder " + root + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isNewer(ModelManifest manifest, Model model, Version live) {
        return manifest.id().equals(model.id()) && manifest.version().compareTo(live) > 0;
    }

    private static Optional<Offer> offer(Path manifest) {
        try {
            return Optional.of(new Offer(BundleArchive.from(manifest.getParent())));
        } catch (IOException | AiException e) {
            return Optional.empty(); // a folder that holds something else
        }
    }
}
