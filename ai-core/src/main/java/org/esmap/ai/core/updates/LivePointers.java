package org.esmap.ai.core.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.esmap.ai.core.model.ModelId;

/**
 * The digest of each model's live version in a file of its own, for a start without the database. Written aside, forced
 * to disk and renamed: a reader sees the old digest or the new one. Thread-safe for different models.
 */
final class LivePointers {
    private final Path folder;

    LivePointers(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder, e);
        }
    }

    /** What was live when this node last knew. */
    Optional<String> digest(ModelId model) {
        try {
            String digest = Files.readString(folder.resolve(model.value())).strip();
            return digest.matches("[0-9a-f]{64}") ? Optional.of(digest) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(ModelId model, String digest) {
        if (digest(model).filter(digest::equals).isPresent()) {
            return;
        }
        Path aside = folder.resolve(model.value() + ".new");
        try {
            try (FileChannel out = FileChannel.open(
                    aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(digest.getBytes(StandardCharsets.US_ASCII)));
                out.force(true);
            }
            Files.move(
                    aside,
                    folder.resolve(model.value()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
