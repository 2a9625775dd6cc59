package org.esmap.ai.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Blank;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Words what a validator found, one error a mistake: a value that fits none of several alternatives is told once, with
 * all that would have fitted.
 */
final class SchemaErrors {
    private static final int MOST_ERRORS = 20;
    private static final int LONGEST_SHOWN = 40;
    private static final Set<String> TELLS_WHAT_FITS =
            Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const");

    private final JsonNode schema;
    private final Collection<ValidationMessage> found;

    /** Where an alternative came further than a wrong type: something is wrong inside, or otherwise. */
    private final Set<String> further = new HashSet<>();

    private SchemaErrors(JsonNode schema, Collection<ValidationMessage> found) {
        this.schema = schema;
        this.found = found;
        for (ValidationMessage message : found) {
            String place = place(message);
            if (!message.getType().equals("type")) {
                further.add(place);
            }
            for (int end = place.lastIndexOf('/'); end >= 0; end = place.lastIndexOf('/', end - 1)) {
                further.add(place.substring(0, end));
            }
        }
    }

    static List<FieldError> of(String prefix, JsonNode schema, Collection<ValidationMessage> found) {
        return new SchemaErrors(schema, found).worded(prefix);
    }

    private List<FieldError> worded(String prefix) {
        Set<String> told = new HashSet<>();
        List<FieldError> errors = new ArrayList<>();
        for (ValidationMessage message : found) {
            boolean joined = message.getType().equals("type") || missesAlternative(message);
            boolean first = !joined || told.add(message.getType() + place(message));
            if (first && !outdone(message) && errors.size() < MOST_ERRORS) {
                errors.add(error(prefix, message));
            }
        }
        return errors;
    }

    /** Whether a "wrong type" comes from an alternative that was not meant, since another came further. */
    private boolean outdone(ValidationMessage message) {
        return message.getType().equals("type") && further.contains(place(message));
    }

    private static boolean missesAlternative(ValidationMessage message) {
        return message.getType().equals("required")
                && message.getEvaluationPath().toString().contains("/anyOf/");
    }

    private static String place(ValidationMessage message) {
        return message.getInstanceLocation().toString();
    }

    private FieldError error(String prefix, ValidationMessage message) {
        String pointer = prefix + place(message);
        List<String> wanted = wanted(message);
        if (wanted.size() > 1) {
            return message.getType().equals("type")
                    ? new FieldError(pointer, wrongType(message, wanted), "type " + String.join(" or ", wanted))
                    : new FieldError(pointer, "must have one of these members, found none", String.join(", ", wanted));
        }
        if (message.getType().equals("not") && message.getSchemaNode().has("required")) {
            return new FieldError(pointer, together(message.getSchemaNode().get("required")), "one of them");
        }
        if (message.getProperty() != null) {
            pointer += "/" + StrictJson.escape(message.getProperty());
        }
        if (message.getType().equals("additionalProperties")) {
            return new FieldError(pointer, "unknown member", members(message));
        }
        boolean blank = message.getType().equals("pattern")
                && message.getSchemaNode() != null
                && message.getSchemaNode().asText().equals(Blank.NOT_BLANK);
        return blank
                ? new FieldError(pointer, Blank.MESSAGE, Blank.ALLOWED)
                : new FieldError(pointer, message.getError() + shown(message), allowed(message));
    }

    /** What the object may have in which {@code message} found something else. */
    private String members(ValidationMessage message) {
        String place = message.getSchemaLocation().getFragment().toString();
        JsonNode object = schema.at(place.substring(0, place.lastIndexOf('/')));
        List<String> names = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(names::add);
        return names.stream().sorted().toList().toString();
    }

    /** The wrong value, where the error tells of its size or of others that would fit. */
    private static String shown(ValidationMessage message) {
        JsonNode value = message.getInstanceNode();
        if (value == null || !value.isValueNode() || !TELLS_WHAT_FITS.contains(message.getType())) {
            return "";
        }
        String text = value.toString();
        return ", found " + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text);
    }

    /** What the alternatives at the place of {@code message} ask for: types, or members. */
    private List<String> wanted(ValidationMessage message) {
        boolean type = message.getType().equals("type");
        if (!type && !missesAlternative(message)) {
            return List.of();
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (ValidationMessage other : found) {
            if (other.getType().equals(message.getType()) && place(other).equals(place(message))) {
                wanted.addAll(type ? texts(other.getSchemaNode()) : List.of(other.getProperty()));
            }
        }
        return List.copyOf(wanted);
    }

    private static List<String> texts(JsonNode words) {
        List<String> texts = new ArrayList<>();
        if (words.isArray()) {
            words.forEach(word -> texts.add(word.asText()));
        } else {
            texts.add(words.asText());
        }
        return texts;
    }

    private static String wrongType(ValidationMessage message, List<String> wanted) {
        String words = message.getError();
        return words.substring(0, words.indexOf(" found")) + " found, " + String.join(" or ", wanted) + " expected";
    }

    private static String together(JsonNode members) {
        return texts(members).stream().collect(Collectors.joining(" and ", "must not have ", " together"));
    }

    private static @Nullable String allowed(ValidationMessage message) {
        JsonNode node = message.getSchemaNode();
        return switch (message.getType()) {
            case "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "pattern",
                    "type",
                    "enum",
                    "const",
                    "format" -> node == null ? null : message.getType() + " " + node;
            default -> null;
        };
    }
}
