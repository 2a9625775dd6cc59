package org.esmap.ai.core.artefacts;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Removes what a store does not need. Several nodes may do so at once, and import meanwhile: a file that an import takes up
 * at the moment of its removal is put back. Files that are not the store's own stay.
 */
final class Sweep {
    private static final Duration SPARED = Duration.ofDays(1);

    private final Path root;
    private final Path aside;
    private final Set<String> needed;
    private final Instant before = Instant.now().minus(SPARED);

    /** @param needed digests of the files that stay */
    Sweep(Path root, Path aside, Set<String> needed) {
        this.root = root;
        this.aside = aside;
        this.needed = needed;
    }

    void run() throws IOException {
        clear(aside, name -> true);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (Path folder : folders) {
                clear(folder, name -> name.matches("[0-9a-f]{64}") && !needed.contains(name));
            }
        }
    }

    private void clear(Path folder, Predicate<String> superfluous) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (superfluous.test(file.getFileName().toString())) {
                    removeWhenOld(file);
                }
            }
        }
    }

    /** Looks again at what is out of reach: until then an import may have taken it up. */
    private void removeWhenOld(Path file) throws IOException {
        Path taken = aside.resolve(UUID.randomUUID().toString());
        try {
            if (isOld(file)) {
                Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
                if (isOld(taken)) {
                    Files.delete(taken);
                } else {
                    Files.move(taken, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (NoSuchFileException e) {
            return; // finished, or removed by another node
        }
    }

    private boolean isOld(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }
}
