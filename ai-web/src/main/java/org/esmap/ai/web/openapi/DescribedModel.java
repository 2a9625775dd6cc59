package org.esmap.ai.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;

/**
 * A model as the bundle on the class path describes it. The API is described before there are beans, so that bundles are
 * found by their place, {@code models/<id>/<version>/model.json}, and not through the registry.
 *
 * @param id       of the model
 * @param manifest its {@code model.json}
 * @param input    schema of its input
 * @param output   schema of its output
 * @param example  a request that works
 */
record DescribedModel(String id, JsonNode manifest, JsonNode input, JsonNode output, JsonNode example) {
    private static final String ROOT = "models/";
    private static final Pattern MANIFEST = Pattern.compile(ROOT + "[^/]+/[^/]+/model\\.json");
    private static final Pattern INSIDE_JAR = Pattern.compile("(?:ws)?jar:(file:.*?)!/.*");

    /** The models whose bundles {@code loader} sees, by id and version. */
    static List<DescribedModel> all(ClassLoader loader) {
        TreeSet<String> manifests = new TreeSet<>();
        try {
            for (URL root : Collections.list(loader.getResources(ROOT))) {
                manifests.addAll(manifests(root));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manifests.stream().map(path -> read(loader, path)).toList();
    }

    private static List<String> manifests(URL root) throws IOException {
        Matcher jar = INSIDE_JAR.matcher(root.toString());
        if (jar.matches()) {
            try (JarFile file = new JarFile(Path.of(URI.create(jar.group(1))).toFile())) {
                return file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> MANIFEST.matcher(name).matches())
                        .toList();
            }
        }
        Path folder = Path.of(URI.create(root.toString()));
        try (Stream<Path> files = Files.find(folder, 3, (path, attributes) -> path.endsWith("model.json"))) {
            return files.map(file -> ROOT + folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static DescribedModel read(ClassLoader loader, String manifestPath) {
        String folder = manifestPath.substring(0, manifestPath.lastIndexOf('/') + 1);
        JsonNode manifest = json(loader, manifestPath);
        return new DescribedModel(
                manifest.path("id").asText(),
                manifest,
                json(loader, folder + Bundle.INPUT_SCHEMA),
                json(loader, folder + Bundle.OUTPUT_SCHEMA),
                json(loader, folder + Bundle.EXAMPLE));
    }

    private static JsonNode json(ClassLoader loader, String path) {
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? MissingNode.getInstance() : StrictJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request to {@code POST /inference} that works as it stands. */
    ObjectNode request() {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", id);
        if (example instanceof ObjectNode given) {
            request.setAll(given);
        }
        return request;
    }
}
