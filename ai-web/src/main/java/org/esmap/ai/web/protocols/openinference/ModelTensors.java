package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.web.catalogue.SchemaShape;
import org.jspecify.annotations.Nullable;

/**
 * A model's input and output as tensors, as its schemas have them. A text goes in as it is; other inputs as one tensor a
 * member, or as JSON in one text. Each element is a question of its own. Outputs are the members of the output; what is
 * no scalar goes out as JSON in a text, and {@code output} is the whole.
 *
 * @param text    whether the input may be a bare text
 * @param whole   whether the input needs a member that is no scalar, so that only the whole of it as JSON can be sent
 * @param scalars members of the input that are texts, numbers or booleans, with their datatypes
 * @param members members of the output with their datatypes
 */
record ModelTensors(boolean text, boolean whole, Map<String, Datatype> scalars, Map<String, Datatype> members) {
    private static final int MOST_ELEMENTS = 32;
    private static final String WHOLE = "output";

    static ModelTensors of(JsonNode inputSchema, JsonNode outputSchema) {
        SchemaShape input = SchemaShape.of(inputSchema);
        Map<String, Datatype> scalars = new LinkedHashMap<>();
        input.members().forEach((name, schema) -> {
            Datatype scalar = scalar(schema);
            if (scalar != null) {
                scalars.put(name, scalar);
            }
        });
        Map<String, Datatype> members = new LinkedHashMap<>();
        SchemaShape.of(outputSchema).members().forEach((name, schema) -> {
            Datatype scalar = scalar(schema);
            members.put(name, scalar == null ? Datatype.BYTES : scalar);
        });
        if (members.containsKey("labels")) {
            members.putIfAbsent("label", Datatype.BYTES);
            members.putIfAbsent("score", Datatype.FP64);
        }
        members.put(WHOLE, Datatype.BYTES);
        boolean whole = StreamSupport.stream(inputSchema.path("required").spliterator(), false)
                .anyMatch(name -> !scalars.containsKey(name.asText()));
        return new ModelTensors(input.text(), whole || scalars.isEmpty(), scalars, members);
    }

    private static @Nullable Datatype scalar(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "string" -> Datatype.BYTES;
            case "number" -> Datatype.FP64;
            case "integer" -> Datatype.INT64;
            case "boolean" -> Datatype.BOOL;
            default -> null;
        };
    }

    /** The inputs as the model's description lists them. */
    Map<String, Datatype> inputs() {
        if (text) {
            return Map.of("text", Datatype.BYTES);
        }
        return whole ? Map.of("input", Datatype.BYTES) : scalars;
    }

    /** One input of the model for each element of the tensors. */
    List<JsonNode> questions(List<InputTensor> tensors) {
        int elements = tensors.get(0).elements().size();
        if (elements < 1 || elements > MOST_ELEMENTS) {
            throw Datatype.malformed(elements + " elements were sent, 1 to " + MOST_ELEMENTS + " are allowed");
        }
        if (tensors.stream().anyMatch(t -> t.elements().size() != elements)) {
            throw Datatype.malformed("All inputs need the same number of elements");
        }
        List<JsonNode> questions = new ArrayList<>();
        for (int i = 0; i < elements; i++) {
            questions.add(question(tensors, i));
        }
        return questions;
    }

    private JsonNode question(List<InputTensor> tensors, int i) {
        InputTensor first = tensors.get(0);
        boolean single = tensors.size() == 1 && first.datatype() == Datatype.BYTES;
        if (single && text) {
            return first.elements().get(i);
        }
        if (tensors.stream().allMatch(t -> scalars.containsKey(t.name()))) {
            ObjectNode question = StrictJson.MAPPER.createObjectNode();
            tensors.forEach(t -> question.set(t.name(), t.elements().get(i)));
            return question;
        }
        if (single) {
            return StrictJson.read(first.elements().get(i).textValue().getBytes(StandardCharsets.UTF_8));
        }
        throw Datatype.malformed(
                "Inputs " + tensors.stream().map(InputTensor::name).toList()
                        + " are not known. Send tensors named as in " + inputs().keySet()
                        + ", or one BYTES tensor with the input as JSON");
    }

    /** The value of the output {@code name} in the model's {@code output}; missing where it has none. */
    JsonNode value(String name, JsonNode output) {
        if (name.equals(WHOLE)) {
            return text(output.toString());
        }
        JsonNode value = output.path(name);
        if (value.isMissingNode() && (name.equals("label") || name.equals("score"))) {
            value = output.path("labels").path(0).path(name);
        }
        boolean json = value.isContainerNode() || value.isNull();
        return json ? text(value.toString()) : value;
    }

    private static JsonNode text(String text) {
        return StrictJson.MAPPER.getNodeFactory().textNode(text);
    }

    /**
     * The names of the outputs to give.
     *
     * @param wanted by the caller; empty for all
     */
    List<String> names(List<String> wanted) {
        Set<String> named = new HashSet<>();
        for (String name : wanted) {
            if (!members.containsKey(name)) {
                throw Datatype.malformed("Output '" + name + "' is not known. Known: " + members.keySet());
            }
            if (!named.add(name)) {
                throw Datatype.malformed("Output '" + name + "' is named twice");
            }
        }
        return wanted.isEmpty() ? List.copyOf(members.keySet()) : wanted;
    }

    /** The values of one output over all items; empty where an item has none that fits. */
    List<JsonNode> column(String name, List<JsonNode> outputs) {
        Datatype type = members.get(name);
        List<JsonNode> column = outputs.stream().map(o -> value(name, o)).toList();
        boolean fits = type != null
                && StreamSupport.stream(column.spliterator(), false).allMatch(type::accepts);
        return fits ? column : List.of();
    }
}
