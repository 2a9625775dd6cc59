package org.esmap.ai.core.artefacts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.StrictJson;

/**
 * Files by their SHA-256 below one folder. A file appears whole or not at all: it is written aside, forced to disk,
 * renamed, and the folder forced to disk. Only a file whose length is wrong is ever overwritten. Thread-safe, also
 * between processes.
 */
public final class ArtefactStore {
    /** Largest manifest that is read, in bytes. */
    public static final int MAX_MANIFEST_BYTES = 1 << 20;

    private static final Logger LOG = System.getLogger(ArtefactStore.class.getName());
    private static final String OWNER = "owner";

    private final Path root;
    private final Path aside;

    /** Opens the store, making its folder where there is none. */
    public ArtefactStore(Path root) {
        this.root = requireNonNull(root, "root is null");
        this.aside = root.resolve("aside");
        try {
            Files.createDirectories(aside);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the artefact store " + root, e);
        }
    }

    /**
     * Copies a bundle into the store, checking every file against its manifest. Doing it again changes nothing.
     *
     * @return the digest of the manifest, the bundle's identity
     * @throws AiException with {@code INVALID_BUNDLE} naming the file that is missing or differs, {@code STORAGE_FULL}
     *     where the store's disk has no room for it
     */
    public String install(BundleSource source) throws IOException {
        return install(source, (manifest, digest) -> {});
    }

    /**
     * Copies a bundle into the store as {@link #install(BundleSource)} does, unless {@code admission} throws. What is
     * refused, here or there, leaves nothing.
     *
     * @param admission sees the manifest and its digest before any file is copied
     */
    public String install(BundleSource source, BiConsumer<ModelManifest, String> admission) throws IOException {
        byte[] manifestBytes;
        try (InputStream in = source.open("model.json")) {
            manifestBytes = in.readNBytes(MAX_MANIFEST_BYTES + 1);
        } catch (FileNotFoundException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "The bundle lacks model.json", e);
        }
        ModelManifest manifest = parse(manifestBytes);
        String digest = Digests.sha256(manifestBytes);
        admission.accept(manifest, digest);
        try (Parts parts = new Parts(aside)) {
            write(source, manifest, digest, manifestBytes, parts);
        }
        return digest;
    }

    private void write(BundleSource source, ModelManifest manifest, String digest, byte[] manifestBytes, Parts parts)
            throws IOException {
        try {
            for (ModelManifest.FileEntry file : manifest.files()) {
                if (!takesUp(file.sha256(), file.size())) {
                    parts.copy(source, file);
                }
            }
            if (!takesUp(digest, manifestBytes.length)) {
                parts.write(new ByteArrayInputStream(manifestBytes), digest, manifestBytes.length);
            }
            parts.publish(this::blob);
        } catch (IOException e) {
            FullDisk.refuse(aside, e);
            throw e;
        }
    }

    /** Whether the store holds a file; one that it does is spared by every sweep as if it had been written just now. */
    private boolean takesUp(String digest, long size) throws IOException {
        Path blob = blob(digest);
        try {
            Files.setLastModifiedTime(blob, FileTime.from(Instant.now()));
            return Files.size(blob) == size;
        } catch (FileSystemException e) { // none there, or one that belongs to another user: it is written anew
            return false;
        }
    }

    private boolean isOwnedBy(String owner) throws IOException {
        Path mark = root.resolve(OWNER);
        if (!Files.exists(mark)) {
            Path written = Files.writeString(aside.resolve(UUID.randomUUID().toString()), owner);
            Files.move(written, mark, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(mark).equals(owner);
    }

    /**
     * Removes the files that none of the bundles needs, and what processes that ended left half written. What was written
     * or taken up within the last day stays: an import, on whichever node, may be about to make its bundle known. Whoever
     * sweeps first owns the store; for others nothing is removed, as they do not know what the owner needs.
     *
     * @param owner   tells the database that knows the bundles from every other
     * @param bundles digests of the manifests of all bundles that are known
     * @throws AiException with {@code ARTEFACT_CORRUPT} where a manifest cannot be read; then nothing is removed
     */
    public void sweep(String owner, Collection<String> bundles) {
        try {
            if (!isOwnedBy(owner)) {
                LOG.log(
                        Level.INFO,
                        "Nothing is removed from {0}: it belongs to another database. If that one is gone, delete {1}",
                        root,
                        root.resolve(OWNER));
                return;
            }
            Set<String> needed = new HashSet<>(bundles);
            for (String bundle : bundles) {
                manifest(bundle).files().forEach(file -> needed.add(file.sha256()));
            }
            new Sweep(root, aside, needed).run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + root, e);
        }
    }

    /**
     * Opens a bundle, checking every file's content.
     *
     * @throws AiException with {@code ARTEFACT_CORRUPT} naming the file whose content differs from its digest
     */
    public Bundle open(String digest) {
        byte[] manifestBytes = read(digest);
        ModelManifest manifest = parse(manifestBytes);
        Map<String, Path> files = new LinkedHashMap<>();
        for (ModelManifest.FileEntry file : manifest.files()) {
            files.put(file.path(), verified(file));
        }
        return new Bundle(manifest, digest, files);
    }

    /** The manifest of a bundle, its files not looked at. */
    public ModelManifest manifest(String digest) {
        return parse(read(digest));
    }

    /** The bytes of a manifest, exactly as installed. */
    public byte[] manifestBytes(String digest) {
        return read(digest);
    }

    /** Reads a manifest; members that this version of the platform does not know are ignored. */
    public static ModelManifest parse(byte[] manifest) {
        if (manifest.length > MAX_MANIFEST_BYTES) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE, "model.json is larger than " + MAX_MANIFEST_BYTES + " bytes");
        }
        try {
            JsonNode tree = StrictJson.read("model.json", manifest);
            if (!tree.isObject()) {
                throw new AiException(ErrorCode.INVALID_BUNDLE, "model.json: an object was expected");
            }
            return StrictJson.MAPPER
                    .readerFor(ModelManifest.class)
                    .without(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(tree);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "model.json: " + StrictJson.told(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(String digest) {
        try {
            byte[] bytes = Files.readAllBytes(blob(digest));
            if (!Digests.sha256(bytes).equals(digest)) {
                throw corrupt("The manifest", digest);
            }
            return bytes;
        } catch (IOException e) {
            throw lacking("the bundle " + digest, e);
        }
    }

    private Path verified(ModelManifest.FileEntry file) {
        Path path = blob(file.sha256());
        try {
            if (Files.size(path) != file.size() || !Digests.sha256(path).equals(file.sha256())) {
                throw corrupt(file.path(), file.sha256());
            }
            return path;
        } catch (IOException e) {
            throw lacking(file.path(), e);
        }
    }

    private static AiException lacking(String what, IOException cause) {
        return new AiException(
                ErrorCode.ARTEFACT_CORRUPT,
                "The store lacks " + what + ". Import the bundle again. Servers on one database share their artefacts.",
                cause);
    }

    private static AiException corrupt(String what, String digest) {
        return new AiException(
                ErrorCode.ARTEFACT_CORRUPT,
                what + " does not match its digest " + digest
                        + ". Remove it from the store and import the bundle again.");
    }

    private Path blob(String digest) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A digest is 64 hex digits, found '" + digest + "'");
        }
        return root.resolve(digest.substring(0, 2)).resolve(digest);
    }
}
