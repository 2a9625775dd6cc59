package org.esmap.ai.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.catalogue.SchemaShape;

/** Turns the JSON Schemas of bundles into schemas of the API's description; references inside a schema are resolved. */
final class JsonSchemas {
    private static final int DEEPEST = 12;

    private final JsonNode root;

    private JsonSchemas(JsonNode root) {
        this.root = root;
    }

    static Schema convert(JsonNode schema) {
        return new JsonSchemas(schema).convert(schema, 0);
    }

    private Schema convert(JsonNode node, int depth) {
        Schema schema = OASFactory.createSchema();
        if (depth > DEEPEST || node.isBoolean()) {
            return schema;
        }
        for (var member : SchemaShape.resolve(root, node).properties()) {
            keyword(schema, member.getKey(), member.getValue(), depth + 1);
        }
        return schema;
    }

    private void keyword(Schema schema, String keyword, JsonNode value, int depth) {
        switch (keyword) {
            case "$schema", "$id", "$defs", "definitions", "$comment" -> {
                // of the bundle's file, not of what it describes
            }
            case "type" -> schema.setType(types(value));
            case "properties" -> schema.setProperties(schemas(value, depth));
            case "items" -> schema.setItems(convert(value, depth));
            case "not" -> schema.setNot(convert(value, depth));
            case "anyOf" -> schema.setAnyOf(list(value, depth));
            case "oneOf" -> schema.setOneOf(list(value, depth));
            case "allOf" -> schema.setAllOf(list(value, depth));
            case "additionalProperties" ->
                schema.setAdditionalPropertiesSchema(
                        value.isBoolean()
                                ? OASFactory.createSchema().booleanSchema(value.booleanValue())
                                : convert(value, depth));
            case "enum" -> schema.setEnumeration(plainList(value));
            case "required" ->
                schema.setRequired(StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
            case "const" -> schema.setConstValue(plain(value));
            case "default" -> schema.setDefaultValue(plain(value));
            case "description" -> schema.setDescription(value.asText());
            case "title" -> schema.setTitle(value.asText());
            case "format" -> schema.setFormat(value.asText());
            case "pattern" -> schema.setPattern(value.asText());
            case "minimum" -> schema.setMinimum(value.decimalValue());
            case "maximum" -> schema.setMaximum(value.decimalValue());
            case "exclusiveMinimum" -> schema.setExclusiveMinimum(value.decimalValue());
            case "exclusiveMaximum" -> schema.setExclusiveMaximum(value.decimalValue());
            case "minLength" -> schema.setMinLength(value.intValue());
            case "maxLength" -> schema.setMaxLength(value.intValue());
            case "minItems" -> schema.setMinItems(value.intValue());
            case "maxItems" -> schema.setMaxItems(value.intValue());
            case "examples" -> schema.setExamples(plainList(value));
            default -> {
                // the few other keywords only narrow: the schema stays true without them
            }
        }
    }

    private static List<Schema.SchemaType> types(JsonNode value) {
        List<Schema.SchemaType> types = new ArrayList<>();
        if (value.isTextual()) {
            types.add(type(value));
        } else {
            value.forEach(one -> types.add(type(one)));
        }
        return types;
    }

    private static Schema.SchemaType type(JsonNode name) {
        return Schema.SchemaType.valueOf(name.asText().toUpperCase(Locale.ROOT));
    }

    private Map<String, Schema> schemas(JsonNode members, int depth) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        members.properties().forEach(m -> schemas.put(m.getKey(), convert(m.getValue(), depth)));
        return schemas;
    }

    private List<Schema> list(JsonNode array, int depth) {
        List<Schema> schemas = new ArrayList<>();
        array.forEach(one -> schemas.add(convert(one, depth)));
        return schemas;
    }

    private static List<Object> plainList(JsonNode array) {
        List<Object> values = new ArrayList<>();
        array.forEach(one -> values.add(plain(one)));
        return values;
    }

    /** A JSON value as maps, lists, texts and numbers. */
    static Object plain(JsonNode value) {
        return StrictJson.MAPPER.convertValue(value, Object.class);
    }
}
