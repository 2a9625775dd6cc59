package org.esmap.ai.core.updates;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Version;

/**
 * A bundle that may be taken in. Its manifest is read once: what is looked at and verified is what {@link #bundle} gives,
 * whatever becomes of the place where it lies. The manifest has the digests of all other files.
 */
final class Offer {
    private final BundleSource files;
    private final byte[] manifestBytes;
    private final ModelManifest manifest;

    /**
     * Reads the manifest of a bundle.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where it is none
     */
    Offer(BundleSource files) throws IOException {
        this.files = files;
        try (InputStream in = files.open("model.json")) {
            this.manifestBytes = in.readNBytes(ArtefactStore.MAX_MANIFEST_BYTES + 1);
        }
        this.manifest = ArtefactStore.parse(manifestBytes);
    }

    ModelManifest manifest() {
        return manifest;
    }

    BundleSource bundle() {
        return path -> path.equals("model.json") ? new ByteArrayInputStream(manifestBytes) : files.open(path);
    }

    /** Checks the signature of the manifest, where one is required; it lies beside it in {@code model.json.sig}. */
    void verify(SourceSettings settings) throws IOException {
        try (InputStream in = files.open("model.json.sig")) {
            settings.verify(manifestBytes, new String(in.readNBytes(1 << 10), StandardCharsets.US_ASCII).strip());
        } catch (FileNotFoundException e) {
            settings.verify(manifestBytes, null);
        }
    }

    /**
     * Checks that this is what it was announced as.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where it is another version: an old one is signed as well
     */
    void requireVersion(Version announced) {
        if (!manifest.version().equals(announced)) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "The index announced version " + announced + ", the bundle is version " + manifest.version());
        }
    }
}
