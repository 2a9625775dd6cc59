package org.esmap.ai.web.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object and collects everything that is wrong with them. Not thread-safe. */
final class Members {
    private static final int MOST_ERRORS = 20;
    private static final int MAX_TIMEOUT_MS = 600_000;

    private final ObjectNode object;
    private final String pointer;
    private final List<FieldError> errors;

    Members(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    private Members(ObjectNode object, String pointer, List<FieldError> errors) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** Refuses members that nobody reads. */
    Members only(Set<String> known) {
        for (var names = object.fieldNames(); names.hasNext() && errors.size() < MOST_ERRORS; ) {
            String name = names.next();
            if (!known.contains(name)) {
                String allowed = known.stream().sorted().toList().toString();
                errors.add(new FieldError(pointer + "/" + StrictJson.escape(name), "unknown member", allowed));
            }
        }
        return this;
    }

    String requiredText(String name) {
        JsonNode value = object.get(name);
        if (value != null && value.isTextual()) {
            return value.textValue();
        }
        wrong(name, value == null ? "is required" : "a string was expected, found " + kind(value), null);
        return "";
    }

    JsonNode required(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            wrong(name, "is required", null);
            return JsonNodeFactory.instance.nullNode();
        }
        return value;
    }

    ObjectNode objectOrEmpty(String name) {
        JsonNode value = object.get(name);
        if (value instanceof ObjectNode found) {
            return found;
        }
        if (value != null) {
            wrong(name, "an object was expected, found " + kind(value), null);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** The members of the object called {@code name}; none where it is absent. */
    Members inside(String name) {
        return new Members(objectOrEmpty(name), pointer + "/" + name, errors);
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = object.get(name);
        if (value == null || value.isBoolean()) {
            return value == null ? otherwise : value.booleanValue();
        }
        wrong(name, "a boolean was expected, found " + kind(value), "true or false");
        return otherwise;
    }

    @Nullable
    Version version(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual() && Version.isVersion(value.textValue())) {
            return new Version(value.textValue());
        }
        String found = value.isTextual() ? "'" + abbreviated(value.textValue()) + "'" : kind(value);
        wrong(name, "a version was expected, found " + found, "a string such as 1.2.0");
        return null;
    }

    @Nullable
    Duration milliseconds(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 1
                && value.intValue() <= MAX_TIMEOUT_MS) {
            return Duration.ofMillis(value.intValue());
        }
        String found = value.isNumber() ? value.asText() : kind(value);
        wrong(name, "whole milliseconds were expected, found " + abbreviated(found), "1 to " + MAX_TIMEOUT_MS);
        return null;
    }

    /** Ends the reading. */
    void check() {
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
    }

    private void wrong(String name, String message, @Nullable String allowed) {
        errors.add(new FieldError(pointer + "/" + name, message, allowed));
    }

    private static String abbreviated(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** The JSON kind of a value in words. */
    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BINARY, MISSING, POJO -> "nothing";
        };
    }
}
