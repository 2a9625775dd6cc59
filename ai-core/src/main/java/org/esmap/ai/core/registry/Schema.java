package org.esmap.ai.core.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** A JSON Schema (2020-12) of a bundle. No schema refers outside its file. Thread-safe. */
final class Schema {
    private static final int MOST_ERRORS = 20;
    private static final String NOT_BLANK = "\\S";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(iri -> {
                throw new IllegalArgumentException("A bundle's schema must not refer outside itself: " + iri);
            })));
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();

    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    /** The schema in the file {@code name}; a bundle without the file accepts only an empty object. */
    static Schema of(Bundle bundle, String name) {
        String text = bundle.has(name) ? bundle.text(name) : "{\"type\":\"object\",\"additionalProperties\":false}";
        try {
            JsonSchema schema = FACTORY.getSchema(StrictJson.MAPPER.readTree(text), CONFIG);
            schema.initializeValidators();
            return new Schema(schema);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + e.getMessage(), e);
        }
    }

    List<FieldError> errors(String prefix, JsonNode value) {
        Set<ValidationMessage> messages = schema.validate(value);
        return messages.stream()
                .filter(message -> !outdone(message, messages))
                .limit(MOST_ERRORS)
                .map(message -> error(prefix, message))
                .toList();
    }

    /** Whether a "wrong type" comes from an alternative that was not meant, since another came further. */
    private static boolean outdone(ValidationMessage message, Set<ValidationMessage> all) {
        String place = message.getInstanceLocation().toString();
        return message.getType().equals("type")
                && all.stream()
                        .anyMatch(other -> !other.getType().equals("type")
                                && other.getInstanceLocation().toString().startsWith(place));
    }

    private static FieldError error(String prefix, ValidationMessage message) {
        String pointer = prefix + message.getInstanceLocation();
        if (message.getProperty() != null) {
            pointer += "/" + StrictJson.escape(message.getProperty());
        }
        boolean blank = message.getType().equals("pattern")
                && message.getSchemaNode() != null
                && message.getSchemaNode().asText().equals(NOT_BLANK);
        return blank
                ? new FieldError(pointer, "must not be blank", "a text with at least one visible character")
                : new FieldError(pointer, message.getError(), allowed(message));
    }

    private static @Nullable String allowed(ValidationMessage message) {
        JsonNode node = message.getSchemaNode();
        String keyword = message.getType();
        return switch (keyword) {
            case "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "pattern",
                    "type",
                    "enum",
                    "const",
                    "format" -> node == null ? null : keyword + " " + node;
            default -> null;
        };
    }
}
