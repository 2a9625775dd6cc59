package org.esmap.ai.server.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A new version made of a bundle that was downloaded, as an operator would make one. Used by one thread. */
public final class BundleDraft {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "model.json";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ObjectNode manifest;

    /** Unpacks a bundle that was downloaded as a zip archive. */
    public BundleDraft(byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        this.manifest = (ObjectNode) JSON.readTree(files.remove(MANIFEST));
    }

    /** Gives it a number. */
    public BundleDraft numbered(String version) {
        manifest.put("version", version);
        return this;
    }

    BundleDraft setting(String name, int value) {
        manifest.withObject("/settings").put(name, value);
        return this;
    }

    /** Puts another content in the place of a file. */
    BundleDraft file(String name, byte[] content) throws NoSuchAlgorithmException {
        files.put(name, content);
        for (JsonNode entry : manifest.path("files")) {
            if (entry.path("path").asText().equals(name)) {
                ((ObjectNode) entry).put("sha256", sha256(content)).put("size", content.length);
            }
        }
        return this;
    }

    public byte[] file(String name) {
        return files.get(name);
    }

    static String sha256(byte[] content) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** The bundle as a zip archive. */
    public byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JSON.writeValueAsBytes(manifest));
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The bundle as a folder. */
    void writeTo(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.write(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }
}
