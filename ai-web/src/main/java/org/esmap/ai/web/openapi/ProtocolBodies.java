package org.esmap.ai.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.esmap.ai.core.model.StrictJson;

/** Gives the routes of other clients' protocols one example for each model, in the protocol's own form. */
final class ProtocolBodies {
    private static final String TAG = "Other protocols";

    private ProtocolBodies() {}

    static void addTo(Paths paths, List<DescribedModel> models) {
        add(paths, "/hf/models/{id}", models, ProtocolBodies::pipeline);
        add(paths, "/ai/run/{model}", models, ProtocolBodies::input);
        add(paths, "/v2/models/{model}/infer", models, ProtocolBodies::tensors);
        add(paths, "/v2/models/{model}/versions/{version}/infer", models, ProtocolBodies::tensors);
        paths.getPathItems().forEach((path, item) -> {
            if (List.of("v1", "v2", "hf", "ai").contains(path.split("/")[1])) {
                item.getOperations().values().forEach(operation -> operation.addTag(TAG));
            }
        });
    }

    private static void add(
            Paths paths, String path, List<DescribedModel> models, Function<DescribedModel, JsonNode> body) {
        PathItem item = paths.getPathItem(path);
        Operation operation = item == null ? null : item.getPOST();
        if (operation == null) {
            return;
        }
        MediaType json = OASFactory.createMediaType().schema(Schemas.object());
        models.forEach(model -> json.addExample(
                model.id(),
                OASFactory.createExample().summary("for " + model.id()).value(JsonSchemas.plain(body.apply(model)))));
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType(Schemas.JSON, json)));
    }

    private static JsonNode pipeline(DescribedModel model) {
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        body.set("inputs", model.example().path("input"));
        if (model.example().has("parameters")) {
            body.set("parameters", model.example().get("parameters"));
        }
        return body;
    }

    private static JsonNode input(DescribedModel model) {
        return model.example().deepCopy();
    }

    private static JsonNode tensors(DescribedModel model) {
        JsonNode input = model.example().path("input");
        boolean onlyText = input.size() == 1 && input.path("text").isTextual();
        JsonNode text = onlyText ? input.get("text") : input;
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        ObjectNode tensor = body.putArray("inputs").addObject();
        tensor.put("name", text.isTextual() ? "text" : "input").put("datatype", "BYTES");
        tensor.putArray("shape").add(1);
        tensor.putArray("data").add(text.isTextual() ? text.textValue() : text.toString());
        return body;
    }
}
