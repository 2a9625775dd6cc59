package org.esmap.ai.models.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads tables whose quoted fields may hold separators, doubled quotes and line breaks (RFC 4180). */
final class Csv {
    private Csv() {}

    /** The rows of {@code file} by the names in its first row. */
    static List<Map<String, String>> read(Path file, char separator, Charset charset) {
        List<List<String>> lines;
        try {
            lines = lines(Files.readString(file, charset), separator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> names = lines.get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), i < line.size() ? line.get(i) : "");
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> lines(String text, char separator) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        boolean closed = false;
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && !quoted && field.length() == 0 && !closed) {
                quoted = true;
            } else if (c == '"' && quoted) {
                closed = i + 1 == text.length() || text.charAt(i + 1) != '"';
                quoted = !closed;
                if (!closed) {
                    field.append(c);
                    i++;
                }
            } else if (!quoted && (c == separator || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                closed = false;
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        if (field.length() > 0 || !line.isEmpty()) {
            line.add(field.toString());
            lines.add(line);
        }
        return lines;
    }
}
