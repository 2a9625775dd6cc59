package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a request, its elements in row-major order.
 *
 * @param name     of the tensor
 * @param datatype of its elements
 * @param elements one JSON value each
 */
record InputTensor(String name, Datatype datatype, List<JsonNode> elements) {
    /**
     * Reads {@code {"name","shape","datatype","data"}}, nested or flat, or takes the data from {@code binary}.
     *
     * @throws org.esmap.ai.core.failure.AiException with {@code MALFORMED_REQUEST}
     */
    static InputTensor read(JsonNode tensor, ByteBuffer binary) {
        String name = tensor.path("name").asText();
        if (!tensor.path("name").isTextual() || !tensor.path("datatype").isTextual()) {
            throw Datatype.malformed("Every input needs 'name' and 'datatype' as strings");
        }
        Datatype datatype = Datatype.named(tensor.get("datatype").textValue());
        JsonNode size = Datatype.object(tensor, "parameters").path("binary_data_size");
        List<JsonNode> elements = new ArrayList<>();
        if (!size.isMissingNode()) {
            readBinary(datatype, slice(binary, size, name), elements);
        } else if (tensor.path("data").isArray()) {
            flatten(datatype, tensor.get("data"), name, elements);
        } else {
            throw Datatype.malformed("Input '" + name + "' has no 'data' array");
        }
        checkShape(tensor.path("shape"), elements.size(), name);
        return new InputTensor(name, datatype, elements);
    }

    private static ByteBuffer slice(ByteBuffer binary, JsonNode announced, String name) {
        int size = announced.isIntegralNumber() && announced.canConvertToInt() ? announced.intValue() : -1;
        if (size < 0 || size > binary.remaining()) {
            throw Datatype.malformed("Input '" + name + "' announces " + announced + " binary bytes, "
                    + binary.remaining() + " follow the JSON");
        }
        ByteBuffer own = binary.slice().limit(size).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        binary.position(binary.position() + size);
        return own;
    }

    private static void readBinary(Datatype datatype, ByteBuffer bytes, List<JsonNode> elements) {
        while (bytes.hasRemaining()) {
            elements.add(datatype.read(bytes));
        }
    }

    private static void flatten(Datatype datatype, JsonNode data, String name, List<JsonNode> elements) {
        for (JsonNode value : data) {
            if (value.isArray()) {
                flatten(datatype, value, name, elements);
            } else if (datatype.accepts(value)) {
                elements.add(value);
            } else {
                throw Datatype.malformed(
                        "Input '" + name + "' is " + datatype + ", element " + elements.size() + " is not");
            }
        }
    }

    /** A shape must fit its data; an empty or absent one, as some clients send, is inferred. */
    private static void checkShape(JsonNode shape, int elements, String name) {
        if (shape.isMissingNode() || shape.isNull() || shape.isArray() && shape.isEmpty()) {
            return;
        }
        long product = shape.isArray() ? 1 : -1;
        for (JsonNode dimension : shape) {
            boolean size = dimension.isIntegralNumber() && dimension.canConvertToInt() && dimension.intValue() >= 0;
            product = size ? Math.min(product * dimension.intValue(), Integer.MAX_VALUE) : -1;
            if (product < 0) {
                break;
            }
        }
        if (product != elements) {
            throw Datatype.malformed("Input '" + name + "' has shape " + shape + " and " + elements + " elements");
        }
    }
}
