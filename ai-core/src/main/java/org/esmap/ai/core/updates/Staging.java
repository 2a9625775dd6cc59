package org.esmap.ai.core.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/** Folders for imports under way, each gone when its import ends; what a killed process left is cleared at start. */
public final class Staging {
    private final Path root;

    Staging(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + root, e);
        }
    }

    /** Work on a folder. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Path folder) throws IOException;
    }

    /** Does work in a fresh folder and removes it, whatever comes of the work. */
    public <T> T within(Work<T> work) {
        Path folder = root.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            try {
                return work.in(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clears what an earlier process left. */
    void clear() {
        try (var left = Files.newDirectoryStream(root)) {
            for (Path folder : left) {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + root, e);
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
