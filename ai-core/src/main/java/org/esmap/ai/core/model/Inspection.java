package org.esmap.ai.core.model;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.failure.FieldError;
import org.jspecify.annotations.Nullable;

/** Looks through a JSON value for numbers and texts that cannot be taken as they are. */
final class Inspection {
    private static final int MOST = 20;

    private Inspection() {}

    /** What is wrong, with pointers relative to {@code node}: the first {@value #MOST}. */
    static List<FieldError> of(JsonNode node) {
        List<FieldError> errors = new ArrayList<>();
        inspect(null, node, errors);
        return errors;
    }

    /** Where a value lies; put into words only where one is wrong. */
    private record Place(@Nullable Place in, String name) {
        static String pointer(@Nullable Place place) {
            StringBuilder pointer = new StringBuilder();
            for (Place at = place; at != null; at = at.in) {
                pointer.insert(0, "/" + StrictJson.escape(at.name));
            }
            return pointer.toString();
        }
    }

    private static void inspect(@Nullable Place place, JsonNode node, List<FieldError> errors) {
        if (errors.size() >= MOST) {
            return;
        }
        if (node.isNumber()) {
            inspectNumber(place, node, errors);
        } else if (node.isTextual()) {
            inspectText(place, node.textValue(), errors);
        } else if (node.isObject()) {
            for (var member : node.properties()) {
                inspectText(place, member.getKey(), errors);
                inspect(new Place(place, member.getKey()), member.getValue(), errors);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                inspect(new Place(place, Integer.toString(i)), node.get(i), errors);
            }
        }
    }

    private static void inspectNumber(@Nullable Place place, JsonNode number, List<FieldError> errors) {
        double value = number.doubleValue();
        boolean lost = value == 0 && number.isBigDecimal() && !isPlainZero(number.decimalValue());
        if (Double.isInfinite(value) || lost) {
            errors.add(new FieldError(
                    Place.pointer(place),
                    "number out of range: " + abbreviate(number.asText()),
                    "0 or 4.9e-324 to 1.797e308"));
        }
    }

    /** Not one of a million places, written with an exponent: every sum with it would be as long. */
    private static boolean isPlainZero(BigDecimal number) {
        return number.signum() == 0 && Math.abs((long) number.scale()) <= StreamReadConstraints.DEFAULT_MAX_NUM_LEN;
    }

    private static void inspectText(@Nullable Place place, String text, List<FieldError> errors) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    i++;
                } else {
                    errors.add(new FieldError(
                            Place.pointer(place),
                            "unpaired surrogate at character " + i,
                            "Unicode text without lone surrogates"));
                    return;
                }
            }
        }
    }

    private static String abbreviate(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
