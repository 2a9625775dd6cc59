package org.esmap.ai.core.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.esmap.ai.core.artefacts.FullDisk;

/** Folders for imports and trials under way, each gone when its work ends; what a killed process left is cleared at start. */
public final class Staging {
    private static final Logger LOG = System.getLogger(Staging.class.getName());

    private final Path root;

    Staging(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + root, e);
        }
    }

    /** Work on a folder, and what it may fail with beside what the folder does. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T in(Path folder) throws IOException, E;
    }

    /**
     * Does work in a fresh folder and removes it, whatever comes of the work.
     *
     * @throws org.esmap.ai.core.failure.AiException with {@code STORAGE_FULL} where the disk has no room for it
     */
    public <T, E extends Exception> T within(Work<T, E> work) throws E {
        Path folder = root.resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            return work.in(folder);
        } catch (IOException e) {
            FullDisk.refuse(root, e);
            throw new UncheckedIOException(e);
        } finally {
            removeIfPossible(folder);
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

    /** What the work came to stands, though its folder may have to wait for the next start. */
    private static void removeIfPossible(Path folder) {
        try {
            if (Files.exists(folder)) {
                remove(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, folder + " could not be removed; the next start does so", e);
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
