package org.esmap.ai.web.protocols.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * A request of a Hugging Face client: {@code {"inputs":…,"parameters":{…},"options":{…}}}.
 *
 * @param inputs       one or several of the model's inputs
 * @param several      whether the caller sent a list
 * @param parameters   those that are the model's own
 * @param topK         most labels wanted; null for all
 * @param ignoreLabels groups not wanted
 * @param cache        whether a kept answer will do
 */
record PipelineRequest(
        List<JsonNode> inputs,
        boolean several,
        ObjectNode parameters,
        @Nullable Integer topK,
        Set<String> ignoreLabels,
        boolean cache) {
    private static final int MOST_INPUTS = 32;
    private static final Set<String> AGGREGATIONS = Set.of("simple", "first", "average", "max");

    static PipelineRequest read(JsonNode body) {
        if (!(body instanceof ObjectNode object) || !object.has("inputs")) {
            throw AiException.invalid("/inputs", "is required", "the model's input, or a list of inputs");
        }
        List<FieldError> errors = new ArrayList<>();
        JsonNode inputs = object.get("inputs");
        List<JsonNode> all = new ArrayList<>();
        if (inputs.isArray()) {
            inputs.forEach(all::add);
        } else {
            all.add(inputs);
        }
        if (all.isEmpty() || all.size() > MOST_INPUTS) {
            errors.add(new FieldError("/inputs", "found " + all.size() + " inputs", "1 to " + MOST_INPUTS));
        }
        ObjectNode parameters = members(object.get("parameters"), "/parameters", errors);
        Integer topK = topK(parameters.remove("top_k"), errors);
        checkWord(parameters.remove("function_to_apply"), "function_to_apply", Set.of("softmax"), errors);
        checkWord(parameters.remove("aggregation_strategy"), "aggregation_strategy", AGGREGATIONS, errors);
        Set<String> ignored = words(parameters.remove("ignore_labels"), errors);
        boolean cache = cache(members(object.get("options"), "/options", errors).get("use_cache"), errors);
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
        return new PipelineRequest(all, inputs.isArray(), parameters, topK, ignored, cache);
    }

    /** A copy of an object; empty where there is none. */
    private static ObjectNode members(@Nullable JsonNode value, String pointer, List<FieldError> errors) {
        if (value instanceof ObjectNode given) {
            return given.deepCopy();
        }
        if (value != null && !value.isNull()) {
            errors.add(new FieldError(pointer, "an object was expected", null));
        }
        return StrictJson.MAPPER.createObjectNode();
    }

    /**
     * The inputs as texts.
     *
     * @throws AiException with {@code INVALID_INPUT} where one is none
     */
    List<String> texts() {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).isTextual()) {
                errors.add(new FieldError(several ? "/inputs/" + i : "/inputs", "a text was expected", null));
            }
        }
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
        return inputs.stream().map(JsonNode::textValue).toList();
    }

    /** A refusal whose pointers are places in the list of texts, seen from the body. */
    AiException seen(AiException refusal) {
        return refusal.at(place -> several ? "/inputs" + place : "/inputs");
    }

    private static @Nullable Integer topK(@Nullable JsonNode value, List<FieldError> errors) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            errors.add(new FieldError("/parameters/top_k", "a whole number was expected", "1 or more"));
            return null;
        }
        return value.intValue();
    }

    private static boolean cache(@Nullable JsonNode value, List<FieldError> errors) {
        if (value == null || value.isNull()) {
            return true;
        }
        if (!value.isBoolean()) {
            errors.add(new FieldError("/options/use_cache", "a boolean was expected", "true or false"));
        }
        return value.booleanValue();
    }

    private static void checkWord(@Nullable JsonNode value, String name, Set<String> allowed, List<FieldError> errors) {
        if (value != null && !value.isNull() && !allowed.contains(value.asText())) {
            errors.add(new FieldError(
                    "/parameters/" + name,
                    "is not served here",
                    String.join(", ", allowed.stream().sorted().toList())));
        }
    }

    private static Set<String> words(@Nullable JsonNode value, List<FieldError> errors) {
        Set<String> words = new HashSet<>();
        if (value != null && !value.isNull()) {
            value.forEach(word -> words.add(word.textValue()));
            if (!value.isArray() || words.contains(null)) {
                errors.add(new FieldError("/parameters/ignore_labels", "a list of labels was expected", null));
            }
        }
        return words;
    }
}
