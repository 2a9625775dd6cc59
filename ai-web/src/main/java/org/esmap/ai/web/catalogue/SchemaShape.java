package org.esmap.ai.web.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a JSON Schema admits at its top, references inside the schema followed.
 *
 * @param text    whether a bare text
 * @param members the members of an object, each with its schema, over all alternatives
 */
public record SchemaShape(boolean text, Map<String, JsonNode> members) {
    private static final int DEEPEST = 8;

    /** The shape of {@code schema}. */
    public static SchemaShape of(JsonNode schema) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        boolean text = collect(schema, schema, members, 0);
        return new SchemaShape(text, members);
    }

    private static boolean collect(JsonNode root, JsonNode node, Map<String, JsonNode> members, int depth) {
        JsonNode schema = resolve(root, node);
        boolean text = is(schema, "string");
        schema.path("properties")
                .properties()
                .forEach(m -> members.putIfAbsent(m.getKey(), resolve(root, m.getValue())));
        for (JsonNode branch : branches(schema)) {
            text |= depth < DEEPEST && collect(root, branch, members, depth + 1);
        }
        return text;
    }

    private static List<JsonNode> branches(JsonNode schema) {
        List<JsonNode> branches = new ArrayList<>();
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(branches::add);
        }
        return branches;
    }

    private static boolean is(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        if (types.isArray()) {
            for (JsonNode one : types) {
                if (one.asText().equals(type)) {
                    return true;
                }
            }
        }
        return types.asText().equals(type);
    }

    /** The schema that {@code node} refers to inside {@code root}, or {@code node} itself. */
    public static JsonNode resolve(JsonNode root, JsonNode node) {
        JsonNode found = node;
        for (int hops = 0; hops < DEEPEST && found.path("$ref").asText().startsWith("#/"); hops++) {
            found = root.at(found.get("$ref").textValue().substring(1));
        }
        return found;
    }
}
