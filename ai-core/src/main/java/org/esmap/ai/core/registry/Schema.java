package org.esmap.ai.core.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Blank;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
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
            .regularExpressionFactory(regex -> regex.equals(Blank.NOT_BLANK)
                    ? text -> !Blank.is(text)
                    : JDKRegularExpressionFactory.getInstance().getRegularExpression(regex))
            .build();

    /** Bounds that fit a long would be compared with a value's low 64 bits. */
    private static final ObjectReader READER =
            StrictJson.MAPPER.reader().with(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    /** A value of more parts than these is checked alone: each part may be wrong, and an error takes a kilobyte until it is worded. */
    private static final int MANY_PARTS = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ReentrantLock LARGE = new ReentrantLock();

    private final JsonSchema schema;

    private Schema(JsonSchema schema) {
        this.schema = schema;
    }

    /** The schema in the file {@code name}; a bundle without the file accepts only an empty object. */
    static Schema of(Bundle bundle, String name) {
        return of(name, bundle.has(name) ? bundle.text(name) : "{\"type\":\"object\",\"additionalProperties\":false}");
    }

    /** The schema {@code text}, called {@code name} where it is wrong. */
    static Schema of(String name, String text) {
        try {
            JsonSchema schema = FACTORY.getSchema(READER.readTree(text), CONFIG);
            schema.initializeValidators();
            return new Schema(schema);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + StrictJson.told(e), e);
        } catch (RuntimeException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, name + ": " + e.getMessage(), e);
        }
    }

    /** What is wrong with {@code value}, for which nobody waits until a moment of their own. */
    List<FieldError> errors(String prefix, JsonNode value) {
        return errors(prefix, value, Deadline.after(PATIENCE));
    }

    /**
     * What is wrong with {@code value}; empty where it fits. A large value waits a second for others, and no longer than until
     * {@code deadline}.
     *
     * @throws AiException with {@code OVERLOADED} where other large values are still being checked then
     */
    List<FieldError> errors(String prefix, JsonNode value, Deadline deadline) {
        return partsLeft(value, MANY_PARTS) < 0 ? errorsOfLarge(prefix, value, deadline) : found(prefix, value);
    }

    private List<FieldError> found(String prefix, JsonNode value) {
        return SchemaErrors.of(prefix, schema.getSchemaNode(), schema.validate(value));
    }

    private List<FieldError> errorsOfLarge(String prefix, JsonNode value, Deadline deadline) {
        boolean mine = false;
        try {
            mine = LARGE.tryLock(Math.min(PATIENCE.toNanos(), deadline.remainingNanos()), TimeUnit.NANOSECONDS);
            if (!mine) {
                throw AiException.overloaded("Other large requests are being checked. Try again in 1 s.", PATIENCE);
            }
            return found(prefix, value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AiException.overloaded("The check was interrupted. Try again in 1 s.", PATIENCE);
        } finally {
            if (mine) {
                LARGE.unlock();
            }
        }
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
