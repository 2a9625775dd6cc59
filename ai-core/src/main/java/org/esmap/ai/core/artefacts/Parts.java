package org.esmap.ai.core.artefacts;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelManifest;

/**
 * The files of one bundle on their way into the store: written aside, forced to disk and checked, then published in the
 * order they came. What is not published when this is closed is gone. Used by one thread.
 */
final class Parts implements AutoCloseable {
    private final Path aside;
    private final Map<String, Path> byDigest = new LinkedHashMap<>();

    /** @param aside where they are written, on the file system of the place where they go */
    Parts(Path aside) {
        this.aside = aside;
    }

    /**
     * Copies a file of the bundle; of several with the same content, one.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where it is missing or not what its manifest says
     */
    void copy(BundleSource source, ModelManifest.FileEntry file) throws IOException {
        if (!byDigest.containsKey(file.sha256())) {
            try (InputStream in = source.open(file.path())) {
                write(in, file.sha256(), file.size());
            } catch (FileNotFoundException e) {
                throw new AiException(ErrorCode.INVALID_BUNDLE, "The bundle lacks " + file.path(), e);
            }
        }
        Path part = byDigest.get(file.sha256());
        if (Files.size(part) != file.size() || !Digests.sha256(part).equals(file.sha256())) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    file.path() + " differs from model.json: expected " + file.size() + " bytes with SHA-256 "
                            + file.sha256() + ", found another content");
        }
    }

    /** Writes what shall have the digest {@code digest}, giving up soon after {@code length} bytes. */
    void write(InputStream in, String digest, long length) throws IOException {
        Path part = aside.resolve(UUID.randomUUID().toString());
        byDigest.put(digest, part);
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int n = in.read(buffer); n >= 0 && written <= length; n = in.read(buffer)) {
                ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n);
                while (chunk.hasRemaining()) {
                    written += out.write(chunk);
                }
            }
            out.force(true);
        }
    }

    /** Moves every file to the place of its digest, and forces the folders to disk. */
    void publish(Function<String, Path> place) throws IOException {
        for (var part : byDigest.entrySet()) {
            Path target = place.apply(part.getKey());
            Path folder = target.getParent();
            Files.createDirectories(folder);
            Files.move(part.getValue(), target, StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            force(folder.getParent());
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        for (Path part : byDigest.values()) {
            Files.deleteIfExists(part);
        }
    }
}
