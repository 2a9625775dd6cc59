package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.model.StrictJson;

/**
 * The body of an answer.
 *
 * @param bytes      JSON, then the binary tensors
 * @param jsonLength bytes of JSON
 * @param binary     whether binary tensors follow
 */
record InferAnswer(byte[] bytes, int jsonLength, boolean binary) {
    static InferAnswer of(List<Answer> answers, InferRequest request, ModelTensors tensors) {
        try {
            List<JsonNode> outputs = answers.stream()
                    .map(answer -> StrictJson.readOwn(answer.output()))
                    .toList();
            return write(answers, outputs, request, tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InferAnswer write(
            List<Answer> answers, List<JsonNode> outputs, InferRequest request, ModelTensors tensors)
            throws IOException {
        Answer first = answers.get(0);
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        body.put("model_name", first.model().value());
        body.put("model_version", first.version().value());
        body.put("id", request.id() == null ? first.id() : request.id());
        ObjectNode parameters = body.putObject("parameters");
        parameters.put("source", first.source().word());
        parameters.put("degraded", answers.stream().anyMatch(Answer::degraded));
        String warnings = warnings(answers);
        if (!warnings.isEmpty()) {
            parameters.put("warnings", warnings);
        }
        ArrayNode list = body.putArray("outputs");
        for (String name : tensors.names(request.outputs())) {
            List<JsonNode> column = tensors.column(name, outputs);
            if (!column.isEmpty()) {
                tensor(list.addObject(), name, tensors.members().get(name), column, request.isBinary(name), binary);
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(StrictJson.write(body));
        int jsonLength = all.size();
        binary.writeTo(all);
        return new InferAnswer(all.toByteArray(), jsonLength, binary.size() > 0);
    }

    private static String warnings(List<Answer> answers) {
        return String.join(
                "; ",
                answers.stream()
                        .flatMap(a -> a.warnings().stream())
                        .map(w -> w.code() + ": " + w.detail())
                        .distinct()
                        .toList());
    }

    private static void tensor(
            ObjectNode tensor,
            String name,
            Datatype type,
            List<JsonNode> column,
            boolean inBinary,
            ByteArrayOutputStream binary) {
        tensor.put("name", name).put("datatype", type.name());
        tensor.putArray("shape").add(column.size());
        if (inBinary) {
            int before = binary.size();
            column.forEach(value -> binary.writeBytes(type.write(value)));
            tensor.putObject("parameters").put("binary_data_size", binary.size() - before);
        } else {
            tensor.putArray("data").addAll(column);
        }
    }
}
