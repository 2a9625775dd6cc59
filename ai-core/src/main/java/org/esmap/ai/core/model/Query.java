package org.esmap.ai.core.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a caller asks of a model, which sees it once input and parameters have passed the schemas of the bundle. Do not
 * change the nodes.
 *
 * @param input      the input, a text or an object as the model's input schema says
 * @param parameters the parameters, empty where none were given
 * @param deadline   when the answer becomes useless
 */
public record Query(JsonNode input, ObjectNode parameters, Deadline deadline) {
    public Query {
        requireNonNull(input, "input is null");
        requireNonNull(parameters, "parameters is null");
        requireNonNull(deadline, "deadline is null");
    }

    /** The text of an input that is either a text or an object with a member {@code text}. */
    public String text() {
        return input.isTextual() ? input.textValue() : input.path("text").asText();
    }
}
