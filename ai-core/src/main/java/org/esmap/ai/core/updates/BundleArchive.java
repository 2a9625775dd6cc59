package org.esmap.ai.core.updates;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;

/** Bundles as zip archives: unpacked with suspicion, packed plainly. */
public final class BundleArchive {
    private static final long RATIO_COUNTS_FROM = 1 << 20;
    private static final int LONGEST_NAME = 200;

    private BundleArchive() {}

    /**
     * Unpacks an archive below {@code folder}, which must be empty. A single folder around the bundle is taken off.
     *
     * @return where the files can be read
     * @throws AiException with {@code INVALID_BUNDLE} where the archive is not one, names a place outside the folder,
     *     or holds more than {@code limits} allow
     */
    static BundleSource unpack(InputStream archive, Path folder, ImportLimits limits) throws IOException {
        Counting packed = new Counting(archive);
        Set<String> names = new HashSet<>();
        Set<String> folders = new HashSet<>();
        int empty = 0;
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    requireEmpty(zip, ++empty, limits);
                    continue;
                }
                String name = safe(entry.getName());
                if (!names.add(name) || names.size() > limits.files()) {
                    throw refused("holds a file twice or more than " + limits.files() + " files: " + name);
                }
                folders.addAll(above(name));
                if (!Collections.disjoint(names, folders)) {
                    throw refused("holds a file and a folder of one name: " + name);
                }
                total = write(zip, folder.resolve(name), total, packed, limits);
            }
        } catch (EOFException e) {
            throw refused("ends early: what was sent is not all of it");
        } catch (ZipException | IllegalArgumentException e) { // the latter for names that are no text
            throw refused("cannot be read: " + e.getMessage());
        }
        if (names.isEmpty()) {
            throw refused("is empty or not a zip archive");
        }
        return from(inner(folder, names));
    }

    /** What a folder's entry holds would be inflated unseen on the way to the next entry. */
    private static void requireEmpty(ZipInputStream zip, int folders, ImportLimits limits) throws IOException {
        if (folders > limits.files()) {
            throw refused("holds more than " + limits.files() + " folders");
        }
        if (zip.read() >= 0) {
            throw refused("holds a folder with content of its own");
        }
    }

    /** Reads the files of a bundle from a folder that has been unpacked or allowed. */
    static BundleSource from(Path folder) {
        return path -> {
            Path file = folder.resolve(path).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.isSymbolicLink(file)) {
                throw new FileNotFoundException(path + " is not in the bundle");
            }
            return Files.newInputStream(file);
        };
    }

    private static Path inner(Path folder, Set<String> names) {
        if (names.contains("model.json") || names.contains("model.onnx")) {
            return folder;
        }
        return names.stream()
                .filter(name -> name.endsWith("/model.json"))
                .min(java.util.Comparator.comparing(String::length))
                .map(name -> folder.resolve(name).getParent())
                .orElseThrow(() -> refused("holds no model.json"));
    }

    /** The folders on the way to a file. */
    private static List<String> above(String name) {
        return IntStream.range(0, name.length())
                .filter(i -> name.charAt(i) == '/')
                .mapToObj(end -> name.substring(0, end))
                .toList();
    }

    private static String safe(String name) {
        boolean bad = name.isEmpty()
                || name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || name.indexOf('\0') >= 0
                || List.of(name.split("/", -1)).stream()
                        .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (bad) {
            throw refused(
                    "names a place outside itself: '" + (name.length() > 80 ? name.substring(0, 80) : name) + "'");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw refused("holds a name of " + bytes + " bytes, at most " + LONGEST_NAME + " are allowed");
        }
        return name;
    }

    private static long write(ZipInputStream zip, Path file, long before, Counting packed, ImportLimits limits)
            throws IOException {
        Files.createDirectories(file.getParent());
        long total = before;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                total = limits.add("The unpacked bundle", total, n);
                if (total > RATIO_COUNTS_FROM && total / Math.max(1, packed.count) > limits.ratio()) {
                    throw refused("unpacks to more than " + limits.ratio() + " times its size");
                }
                out.write(buffer, 0, n);
            }
        }
        return total;
    }

    /** Writes a bundle as a zip archive: {@code model.json} first, then its files by name. */
    public static void write(Bundle bundle, byte[] manifest, OutputStream to) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            zip.putNextEntry(entry("model.json"));
            zip.write(manifest);
            for (String name : bundle.files().keySet().stream().sorted().toList()) {
                zip.putNextEntry(entry(name));
                Files.copy(bundle.file(name), zip);
            }
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0); // the same bundle gives the same archive
        return entry;
    }

    private static AiException refused(String why) {
        return new AiException(ErrorCode.INVALID_BUNDLE, "The archive " + why + ".");
    }

    /** Counts the packed bytes that were read. */
    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int n = super.read(to, from, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
