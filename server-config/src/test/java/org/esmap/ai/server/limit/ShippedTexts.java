package org.esmap.ai.server.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text model's bundle on the class path: its files, and the texts of its example and golden cases that get answers. */
public final class ShippedTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String folder;
    private final Map<String, String> shared = new HashMap<>();

    public ShippedTexts(String model, String version) throws IOException {
        this.folder = "models/" + model + "/" + version + "/";
        for (JsonNode file : JSON.readTree(resource(folder + "model.json")).path("files")) {
            if (file.hasNonNull("shared")) {
                shared.put(file.path("path").asText(), file.path("shared").asText());
            }
        }
    }

    /** The bytes of a file of the bundle, wherever the application keeps it. */
    public byte[] file(String name) throws IOException {
        return resource(shared.getOrDefault(name, folder + name));
    }

    /** The texts, in the order of the bundle; never empty. */
    public List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        texts.add(text(JSON.readTree(file("example.json")).path("input")));
        for (String line : new String(file("golden.jsonl"), StandardCharsets.UTF_8).split("\n")) {
            JsonNode golden = line.isBlank() ? JSON.createObjectNode() : JSON.readTree(line);
            if (golden.has("expect")) {
                texts.add(text(golden.path("input")));
            }
        }
        return texts;
    }

    private static String text(JsonNode input) {
        return input.isTextual() ? input.textValue() : input.path("text").asText();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ShippedTexts.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
