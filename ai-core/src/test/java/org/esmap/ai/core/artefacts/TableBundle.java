package org.esmap.ai.core.artefacts;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A bundle of one table, {@code table.csv}, with whatever its manifest says of it. */
final class TableBundle {
    private TableBundle() {}

    /** A bundle whose manifest tells the truth. */
    static BundleSource of(String table) {
        return source(manifest("table.csv", table), table);
    }

    static BundleSource source(String manifest, String table) {
        Map<String, String> files = Map.of("model.json", manifest, "table.csv", table);
        return path -> {
            String content = files.get(path);
            if (content == null) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        };
    }

    static String manifest(String path, String content) {
        return """
                {"id":"table-model","version":"1.0.0","task":"t","title":"t","runtime":"table","licence":"CC0-1.0",
                 "files":[%s]}
                """.formatted(entry(path, content));
    }

    static String entry(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}".formatted(path, Digests.sha256(bytes), bytes.length);
    }

    /** Every file of a store. */
    static List<Path> filesBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
