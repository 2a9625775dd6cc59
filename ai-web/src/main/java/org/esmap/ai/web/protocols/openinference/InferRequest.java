package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /infer}.
 *
 * @param id         to echo; null where none was sent
 * @param inputs     at least one tensor
 * @param outputs    the outputs wanted; empty for all
 * @param binary     outputs that go out in binary form; all where {@code allBinary}
 * @param allBinary  whether every output goes out in binary form unless it says otherwise
 * @param parameters the model's own parameters
 * @param timeout    of {@code parameters.timeout}, in microseconds there; null where none was sent
 */
record InferRequest(
        @Nullable String id,
        List<InputTensor> inputs,
        List<String> outputs,
        List<String> binary,
        boolean allBinary,
        ObjectNode parameters,
        @Nullable Duration timeout) {
    private static final long LONGEST_TIMEOUT_MICROS = 600_000_000L;

    /**
     * Reads a body.
     *
     * @param jsonLength bytes of JSON at its beginning where binary data follow; null where all is JSON
     */
    static InferRequest read(byte[] body, @Nullable Integer jsonLength) {
        if (jsonLength != null && (jsonLength < 0 || jsonLength > body.length)) {
            throw Datatype.malformed(
                    "Inference-Header-Content-Length is " + jsonLength + ", the body has " + body.length + " bytes");
        }
        int length = jsonLength == null ? body.length : jsonLength;
        JsonNode json = StrictJson.read(Arrays.copyOf(body, length));
        ByteBuffer rest = ByteBuffer.wrap(body, length, body.length - length);
        if (!json.path("inputs").isArray() || json.get("inputs").isEmpty()) {
            throw Datatype.malformed("'inputs' must be an array of at least one tensor");
        }
        List<InputTensor> inputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode tensor : json.get("inputs")) {
            InputTensor input = InputTensor.read(tensor, rest);
            if (!names.add(input.name())) {
                throw Datatype.malformed("input '" + input.name() + "' is given twice");
            }
            inputs.add(input);
        }
        if (rest.hasRemaining()) {
            throw Datatype.malformed(rest.remaining() + " binary bytes belong to no input");
        }
        ObjectNode parameters = StrictJson.MAPPER.createObjectNode();
        if (Datatype.object(json, "parameters") instanceof ObjectNode given) {
            parameters.setAll(given);
        }
        boolean allBinary = flag(parameters.remove("binary_data_output"), false);
        Duration timeout = timeout(parameters.remove("timeout"));
        List<String> outputs = new ArrayList<>();
        List<String> binary = new ArrayList<>();
        for (JsonNode output : outputs(json.path("outputs"))) {
            String name = output.path("name").textValue();
            outputs.add(name);
            if (flag(Datatype.object(output, "parameters").get("binary_data"), allBinary)) {
                binary.add(name);
            }
        }
        return new InferRequest(id(json.path("id")), inputs, outputs, binary, allBinary, parameters, timeout);
    }

    private static JsonNode outputs(JsonNode outputs) {
        boolean named = outputs.isArray()
                && StreamSupport.stream(outputs.spliterator(), false)
                        .allMatch(output -> output.path("name").isTextual());
        if (!named && !outputs.isMissingNode() && !outputs.isNull()) {
            throw Datatype.malformed("'outputs' must be an array of objects with 'name' as a string");
        }
        return outputs;
    }

    private static @Nullable String id(JsonNode id) {
        if (!id.isTextual() && !id.isMissingNode() && !id.isNull()) {
            throw Datatype.malformed("'id' must be a string");
        }
        return id.textValue();
    }

    private static boolean flag(@Nullable JsonNode value, boolean otherwise) {
        if (value != null && !value.isBoolean() && !value.isNull()) {
            throw Datatype.malformed("'binary_data' and 'binary_data_output' must be true or false");
        }
        return value == null || value.isNull() ? otherwise : value.booleanValue();
    }

    private static @Nullable Duration timeout(@Nullable JsonNode micros) {
        if (micros == null) {
            return null;
        }
        boolean whole = micros.isIntegralNumber() && micros.canConvertToLong();
        if (!whole || micros.longValue() < 1 || micros.longValue() > LONGEST_TIMEOUT_MICROS) {
            throw Datatype.malformed("parameters.timeout must be 1 to " + LONGEST_TIMEOUT_MICROS + " microseconds");
        }
        return Duration.ofNanos(micros.longValue() * 1000);
    }

    boolean isBinary(String output) {
        return outputs.isEmpty() ? allBinary : binary.contains(output);
    }
}
