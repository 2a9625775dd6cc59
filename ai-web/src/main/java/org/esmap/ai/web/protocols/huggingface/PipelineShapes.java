package org.esmap.ai.web.protocols.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Outputs in the shapes of Hugging Face's tasks. Its JavaScript client accepts other shapes than its schemas say, so
 * there are two: the client's by default, the schemas' on demand. Tasks without a shape keep the model's own output.
 */
final class PipelineShapes {
    private PipelineShapes() {}

    /**
     * The body of an answer.
     *
     * @param task    the model's task
     * @param outputs one output for each input
     * @param strict  whether the schemas' shape is wanted
     */
    static JsonNode body(String task, List<JsonNode> outputs, PipelineRequest request, boolean strict) {
        List<JsonNode> shaped =
                outputs.stream().map(output -> shape(task, output, request)).toList();
        if (request.several()) {
            return JsonNodeFactory.instance.arrayNode().addAll(shaped);
        }
        JsonNode only = shaped.get(0);
        boolean wrapped = switch (task) {
            case "text-classification", "summarization" -> !strict;
            case "question-answering" -> strict;
            default -> false;
        };
        return wrapped ? JsonNodeFactory.instance.arrayNode().add(only) : only;
    }

    private static JsonNode shape(String task, JsonNode output, PipelineRequest request) {
        return switch (task) {
            case "text-classification" -> labels(output, request);
            case "token-classification" -> entities(output, request);
            case "question-answering" -> only(output, "answer", "score", "start", "end");
            case "summarization" -> JsonNodeFactory.instance.objectNode().set("summary_text", output.path("summary"));
            default -> output;
        };
    }

    private static ArrayNode labels(JsonNode output, PipelineRequest request) {
        ArrayNode labels = JsonNodeFactory.instance.arrayNode();
        int most = request.topK() == null ? Integer.MAX_VALUE : request.topK();
        for (JsonNode label : output.path("labels")) {
            if (labels.size() < most) {
                labels.add(only(label, "label", "score"));
            }
        }
        return labels;
    }

    private static ArrayNode entities(JsonNode output, PipelineRequest request) {
        ArrayNode entities = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entity : output.path("entities")) {
            if (!request.ignoreLabels().contains(entity.path("entityGroup").asText())) {
                ObjectNode shaped = entities.addObject();
                shaped.set("entity_group", entity.path("entityGroup"));
                shaped.set("score", entity.path("score"));
                shaped.set("word", entity.path("text"));
                shaped.set("start", entity.path("start"));
                shaped.set("end", entity.path("end"));
            }
        }
        return entities;
    }

    private static ObjectNode only(JsonNode output, String... names) {
        ObjectNode shaped = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (output.has(name)) {
                shaped.set(name, output.get(name));
            }
        }
        return shaped;
    }
}
