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
        return SchemaErrors.of(prefix, schema.validate(value));
    }
}
