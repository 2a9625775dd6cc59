package org.esmap.ai.core.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Locale;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;

/** A JSON Schema (2020-12) of a bundle. No schema refers outside its file. Thread-safe. */
final class Schema {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(iri -> {
                throw new IllegalArgumentException("A bundle's schema must not refer outside itself: " + iri);
            })));
    private static final SchemaValidatorsConfig ALL_ERRORS = config(false);
    private static final SchemaValidatorsConfig FIRST_ERROR = config(true);

    /** A value of more parts than these is only told its first error: an error takes a kilobyte until it is worded. */
    private static final int MANY_PARTS = 20_000;

    private final JsonSchema all;
    private final JsonSchema first;

    private Schema(JsonSchema all, JsonSchema first) {
        this.all = all;
        this.first = first;
    }

    private static SchemaValidatorsConfig config(boolean failFast) {
        return SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .failFast(failFast)
                .build();
    }

    /** The schema in the file {@code name}; a bundle without the file accepts only an empty object. */
    static Schema of(Bundle bundle, String name) {
        String text = bundle.has(name) ? bundle.text(name) : "{\"type\":\"object\",\"additionalProperties\":false}";
        try {
            JsonNode node = StrictJson.MAPPER.readTree(text);
            return new Schema(compiled(node, ALL_ERRORS), compiled(node, FIRST_ERROR));
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + e.getMessage(), e);
        }
    }

    private static JsonSchema compiled(JsonNode node, SchemaValidatorsConfig config) {
        JsonSchema schema = FACTORY.getSchema(node, config);
        schema.initializeValidators();
        return schema;
    }

    List<FieldError> errors(String prefix, JsonNode value) {
        return SchemaErrors.of(prefix, (hasMore(value, MANY_PARTS) ? first : all).validate(value));
    }

    private static boolean hasMore(JsonNode value, int parts) {
        return partsLeft(value, parts) < 0;
    }

    /** {@code allowed} less the parts of {@code value}; once below zero it counts no further. */
    private static int partsLeft(JsonNode value, int allowed) {
        int left = allowed - 1;
        for (JsonNode part : value) {
            if (left < 0) {
                break;
            }
            left = partsLeft(part, left);
        }
        return left;
    }
}
