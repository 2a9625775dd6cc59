package org.esmap.ai.core.model;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The golden cases of a version: inputs with the answers they must get. They are contract test, warm-up, validation
 * gate and benchmark payload in one.
 *
 * <p>{@code golden.jsonl} holds one case a line:
 * {@code {"name":"…","input":…,"parameters":{…},"expect":{…},"tolerance":1e-6}}. {@code expect} is matched against the
 * output: an object member by member (members not named are free), an array element by element, a number within
 * {@code tolerance} (relative above 1, absolute below; default 1e-9), a text exactly. Three forms ask less:
 * {@code {"$min":x,"$max":y}} bounds a number, {@code {"$contains":t}} a text or an array that must contain, and
 * {@code {"$length":n}} an array's length. A case with {@code "error":"invalid-input","pointer":"/x"} must be refused
 * at that place.
 */
public final class Golden {
    private Golden() {}

    /** One case; {@code error} and {@code expect} exclude each other. */
    public record Case(
            String name,
            JsonNode input,
            @Nullable ObjectNode parameters,
            @Nullable JsonNode expect,
            @Nullable String error,
            @Nullable String pointer,
            @Nullable Double tolerance) {
        public ObjectNode parametersOrEmpty() {
            return parameters == null ? JsonNodeFactory.instance.objectNode() : parameters;
        }

        /** Compares an output; empty when it is as expected, else where and how it differs. */
        public Optional<String> differs(JsonNode output) {
            return expect == null
                    ? Optional.of("expected a refusal, found an answer")
                    : difference("", expect, output, tolerance == null ? 1e-9 : tolerance);
        }
    }

    /**
     * Reads cases in the form of {@code golden.jsonl}; empty lines are skipped.
     *
     * @throws IllegalArgumentException naming the line that is no case
     */
    public static List<Case> parse(String jsonLines, ObjectMapper json) {
        List<Case> cases = new ArrayList<>();
        int number = 0;
        for (String line : jsonLines.split("\n")) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                cases.add(read(line, json));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("line " + number + " of the cases: " + StrictJson.told(e), e);
            }
        }
        return cases;
    }

    private static Case read(String line, ObjectMapper json) throws JsonProcessingException {
        Case one = json.readValue(line, Case.class);
        if (one == null || one.input() == null) {
            throw new JsonParseException(null, "a case needs an input");
        }
        return one;
    }

    private static Optional<String> difference(String at, JsonNode expected, JsonNode found, double tolerance) {
        if (expected.isObject()) {
            return objectDifference(at, (ObjectNode) expected, found, tolerance);
        }
        if (expected.isArray()) {
            if (!found.isArray() || found.size() != expected.size()) {
                return wrong(at, expected, found);
            }
            for (int i = 0; i < expected.size(); i++) {
                Optional<String> inner = difference(at + "/" + i, expected.get(i), found.get(i), tolerance);
                if (inner.isPresent()) {
                    return inner;
                }
            }
            return Optional.empty();
        }
        if (expected.isNumber() && found.isNumber()) {
            double e = expected.doubleValue();
            boolean near = Math.abs(e - found.doubleValue()) <= tolerance * Math.max(1, Math.abs(e));
            return near ? Optional.empty() : wrong(at, expected, found);
        }
        return expected.equals(found) ? Optional.empty() : wrong(at, expected, found);
    }

    private static Optional<String> objectDifference(String at, ObjectNode expected, JsonNode found, double tolerance) {
        if (expected.has("$min") || expected.has("$max")) {
            double value = found.isNumber() ? found.doubleValue() : Double.NaN;
            boolean inside = value >= expected.path("$min").asDouble(Double.NEGATIVE_INFINITY)
                    && value <= expected.path("$max").asDouble(Double.POSITIVE_INFINITY);
            return inside ? Optional.empty() : wrong(at, expected, found);
        }
        if (expected.has("$length")) {
            boolean right =
                    found.isArray() && found.size() == expected.get("$length").asInt();
            return right ? Optional.empty() : wrong(at, expected, found);
        }
        if (expected.has("$contains")) {
            return contains(expected.get("$contains"), found, tolerance)
                    ? Optional.empty()
                    : wrong(at, expected, found);
        }
        for (var member : expected.properties()) {
            Optional<String> inner =
                    difference(at + "/" + member.getKey(), member.getValue(), found.path(member.getKey()), tolerance);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static boolean contains(JsonNode wanted, JsonNode found, double tolerance) {
        if (found.isTextual()) {
            return found.textValue().contains(wanted.asText());
        }
        for (JsonNode element : found) {
            if (difference("", wanted, element, tolerance).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> wrong(String at, JsonNode expected, JsonNode found) {
        String shown = found.toString();
        return Optional.of("at '" + at + "': expected " + expected + ", found "
                + (shown.length() > 300 ? shown.substring(0, 300) + "…" : shown));
    }
}
