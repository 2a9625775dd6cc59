package org.esmap.ai.core.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;

/** A bundle made of an export and the bundle that was live: its network and tokenizer, the other's everything else. */
final class ExportedBundle implements BundleSource {
    private static final String CONFIG = "config.json";
    private static final String NETWORK = "model.onnx";
    private static final String TOKENIZER = "tokenizer.json";

    private final byte[] manifest;
    private final Map<String, Path> files;

    private ExportedBundle(byte[] manifest, Map<String, Path> files) {
        this.manifest = manifest;
        this.files = files;
    }

    static ExportedBundle of(Bundle live, byte[] liveManifest, Version version, Map<String, Path> export) {
        Map<String, Path> files = new TreeMap<>(live.files());
        for (String needed : List.of(NETWORK, TOKENIZER, CONFIG)) {
            Path given = export.get(needed);
            if (given == null) {
                throw new AiException(
                        ErrorCode.INVALID_BUNDLE, "The export lacks " + needed + ". It brings " + export.keySet());
            }
            files.put(needed.equals(CONFIG) ? CONFIG : place(live, needed), given);
        }
        checkLabels(live, export.get(CONFIG));
        return new ExportedBundle(manifest(liveManifest, version, files), files);
    }

    /** Whether an export can take the place of files of {@code live}. */
    static boolean fits(Bundle live) {
        return Stream.of(NETWORK, TOKENIZER).allMatch(file -> places(live, file).size() == 1);
    }

    /** The live bundle's files of that kind, whatever their names. */
    private static List<String> places(Bundle live, String exported) {
        String ending = exported.substring(exported.lastIndexOf('.'));
        return live.files().keySet().stream()
                .filter(name -> exported.endsWith(".json") ? name.endsWith(exported) : name.endsWith(ending))
                .toList();
    }

    private static String place(Bundle live, String exported) {
        List<String> same = places(live, exported);
        if (same.size() != 1) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "Model " + live.manifest().id() + " has " + same.size() + " files that " + exported
                            + " could stand for: " + same + ". Upload a whole bundle instead.");
        }
        return same.get(0);
    }

    /** Where the live version names its labels in one list, the export must name the same ones. */
    private static void checkLabels(Bundle live, Path config) {
        try {
            TextLimit.check(CONFIG, Files.size(config));
            var labels = live.manifest().settings().path("labels");
            var exported = StrictJson.read(CONFIG, Files.readAllBytes(config)).path("id2label");
            if (!labels.isArray() || !exported.isObject()) {
                return;
            }
            List<String> expected = new java.util.ArrayList<>();
            labels.forEach(label -> expected.add(label.asText()));
            List<String> found = new java.util.ArrayList<>();
            for (int i = 0; i < exported.size(); i++) {
                found.add(exported.path(Integer.toString(i)).asText());
            }
            if (!expected.equals(found)) {
                throw new AiException(
                        ErrorCode.INVALID_BUNDLE,
                        "config.json names the labels " + found + "; expected " + expected + " in this order");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] manifest(byte[] liveManifest, Version version, Map<String, Path> files) {
        try {
            ObjectNode manifest = (ObjectNode) StrictJson.read(liveManifest);
            String former = manifest.path("version").asText();
            manifest.put("version", version.value());
            manifest.putArray("quality");
            manifest.putObject("provenance")
                    .put("recipe", "Hugging Face ONNX export on top of version " + former)
                    .putArray("data");
            ArrayNode entries = manifest.putArray("files");
            for (var file : files.entrySet()) {
                entries.addObject()
                        .put("path", file.getKey())
                        .put("sha256", Digests.sha256(file.getValue()))
                        .put("size", Files.size(file.getValue()));
            }
            return StrictJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A manifest that was read can be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        if (path.equals("model.json")) {
            return new ByteArrayInputStream(manifest);
        }
        Path file = files.get(path);
        if (file == null) {
            throw new FileNotFoundException(path);
        }
        return Files.newInputStream(file);
    }
}
