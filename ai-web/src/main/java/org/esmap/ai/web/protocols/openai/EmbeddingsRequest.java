package org.esmap.ai.web.protocols.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.vectors.Embeddings;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings.
 *
 * @param texts   one or several texts
 * @param several whether they came as a list
 * @param base64  whether vectors go out as base64 of little-endian 32 bit floats
 */
record EmbeddingsRequest(List<String> texts, boolean several, boolean base64) {
    private static final int MOST_TEXTS = 128;
    private static final int MOST_ERRORS = 20;
    private static final Set<String> MEMBERS = Set.of("model", "input", "encoding_format", "dimensions", "user");

    /**
     * Reads a body.
     *
     * @throws AiException with {@code UNKNOWN_MODEL}, or {@code INVALID_INPUT} and pointers into the body
     */
    static EmbeddingsRequest read(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw AiException.invalid("", "an object with 'model' and 'input' was expected");
        }
        List<FieldError> errors = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name) && errors.size() < MOST_ERRORS) {
                errors.add(new FieldError("/" + StrictJson.escape(name), "unknown member", null));
            }
        });
        checkModel(object.get("model"), errors);
        JsonNode input = object.path("input");
        List<String> texts = texts(input, errors);
        String format = object.path("encoding_format").asText("float");
        if (!format.equals("float") && !format.equals("base64")) {
            errors.add(new FieldError("/encoding_format", "float or base64 was expected", "float or base64"));
        }
        JsonNode dimensions = object.path("dimensions");
        if (!dimensions.isMissingNode() && !(dimensions.isInt() && dimensions.intValue() == Embedder.SIZE)) {
            errors.add(new FieldError(
                    "/dimensions", "the encoder gives " + Embedder.SIZE, Integer.toString(Embedder.SIZE)));
        }
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
        return new EmbeddingsRequest(texts, input.isArray(), format.equals("base64"));
    }

    private static void checkModel(@Nullable JsonNode model, List<FieldError> errors) {
        String name = Embeddings.ENCODER.value();
        if (model == null || !model.isTextual()) {
            errors.add(new FieldError("/model", "a model's name is required", name));
        } else if (!model.textValue().equals(name)) {
            throw new AiException(ErrorCode.UNKNOWN_MODEL, "No encoder of that name. Known: " + name);
        }
    }

    private static List<String> texts(JsonNode input, List<FieldError> errors) {
        List<String> texts = new ArrayList<>();
        if (input.isTextual()) {
            texts.add(input.textValue());
        } else if (input.isArray() && !input.isEmpty() && input.size() <= MOST_TEXTS) {
            input.forEach(text -> texts.add(text.textValue()));
        }
        if (texts.isEmpty() || texts.contains(null)) {
            String found = input.isArray() ? "a list of " + input.size() : "no text";
            errors.add(new FieldError(
                    "/input",
                    "a text or a list of 1 to " + MOST_TEXTS + " texts was expected, found " + found,
                    "1 to " + MOST_TEXTS + " texts"));
        }
        return texts;
    }
}
