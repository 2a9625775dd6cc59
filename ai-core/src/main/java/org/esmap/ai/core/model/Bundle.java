package org.esmap.ai.core.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * A version on disk, every file checked against its digest before this object was made.
 *
 * @param manifest what the version says of itself
 * @param digest   SHA-256 of the manifest's bytes: the identity of the version
 * @param files    where each file of the manifest lies; names in the store say nothing, use {@link #file}
 */
public record Bundle(ModelManifest manifest, String digest, Map<String, Path> files) {
    public static final String INPUT_SCHEMA = "input.schema.json";
    public static final String PARAMETERS_SCHEMA = "parameters.schema.json";
    public static final String OUTPUT_SCHEMA = "output.schema.json";
    public static final String EXAMPLE = "example.json";
    public static final String GOLDEN = "golden.jsonl";
    public static final String CARD = "MODEL_CARD.md";

    /** What a table or the settings lack would be missed by some answer alone. */
    private static final ObjectMapper COMPLETE = StrictJson.MAPPER
            .copy()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

    public Bundle {
        requireNonNull(manifest, "manifest is null");
        requireNonNull(digest, "digest is null");
        files = Map.copyOf(files);
    }

    public boolean has(String name) {
        return files.containsKey(name);
    }

    /**
     * Where the file {@code name} of the bundle lies.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the bundle has no such file
     */
    public Path file(String name) {
        Path path = files.get(name);
        if (path == null) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "Bundle of " + manifest.id() + " " + manifest.version() + " lacks " + name + ". It contains: "
                            + files.keySet().stream().sorted().toList());
        }
        return path;
    }

    /** The text of the file {@code name}, UTF-8. */
    public String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The JSON text of the file {@code name}.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the bundle has no such file, or it is no {@code type} with all its
     *     components
     */
    public <T> T json(String name, Class<T> type) {
        try {
            return COMPLETE.readValue(text(name), type);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + told(e), e);
        }
    }

    /**
     * {@code settings} of the manifest.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where they are no {@code type} with all its components
     */
    public <T> T settings(Class<T> type) {
        try {
            return COMPLETE.treeToValue(manifest.settings(), type);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "settings" + told(e), e);
        }
    }

    private static String told(JsonProcessingException failure) {
        StringBuilder place = new StringBuilder();
        if (failure instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                place.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
            }
        }
        return place + ": " + StrictJson.told(failure);
    }

    /** The digest that the manifest states for the file {@code name}. */
    public String sha256(String name) {
        return manifest.files().stream()
                .filter(f -> f.path().equals(name))
                .findFirst()
                .orElseThrow(() -> new AiException(ErrorCode.INVALID_BUNDLE, "No file " + name + " in the manifest"))
                .sha256();
    }
}
