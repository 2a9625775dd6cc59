package org.esmap.ai.web.openapi;

import static org.esmap.ai.web.openapi.Schemas.array;
import static org.esmap.ai.web.openapi.Schemas.number;
import static org.esmap.ai.web.openapi.Schemas.object;
import static org.esmap.ai.web.openapi.Schemas.ref;
import static org.esmap.ai.web.openapi.Schemas.response;
import static org.esmap.ai.web.openapi.Schemas.text;
import static org.esmap.ai.web.openapi.Schemas.truth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.esmap.ai.core.vectors.Embeddings;
import org.jspecify.annotations.Nullable;

/** Adds to the scanned description what only the models know: their typed routes, schemas and examples. */
public class ApiDescription implements OASFilter {
    private static final String TYPED = "/api/v1/ai/{route}";
    private static final String PREFIX = "/api/v1/ai";
    private static final List<String> SYNONYMS = List.of("/inference", "/inference/batch", "/models", "/models/{id}");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.setInfo(OASFactory.createInfo()
                .title("ESMAP AI Platform")
                .version("1")
                .description("Energy and climate models over REST. Errors are problem details (RFC 9457)."));
        Paths paths = api.getPaths() == null ? OASFactory.createPaths() : api.getPaths();
        api.setPaths(paths);
        List<DescribedModel> models = DescribedModel.all(ApiDescription.class.getClassLoader());
        describeInference(paths, models);
        paths.removePathItem(TYPED);
        models.forEach(model -> addRoute(paths, model));
        addSynonyms(paths);
        ProtocolBodies.addTo(paths, models);
        addEmbeddings(paths.getPathItem("/v1/embeddings"));
        Changes.addTo(paths);
        Problems.addTo(api);
        Credentials.addTo(api);
        api.getComponents().removeSchema("MultipartBody"); // its parts are told where it is taken
    }

    private static void describeInference(Paths paths, List<DescribedModel> models) {
        PathItem single = paths.getPathItem("/inference");
        PathItem batch = paths.getPathItem("/inference/batch");
        if (single == null || batch == null) {
            return;
        }
        Schema schema = object().addProperty("model", text())
                .addProperty("input", OASFactory.createSchema().description("As the model's input schema says."))
                .addProperty("parameters", object())
                .addProperty("version", text())
                .addProperty("options", object())
                .required(List.of("model", "input"))
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        MediaType body = OASFactory.createMediaType().schema(schema);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (DescribedModel model : models) {
            body.addExample(model.id(), OASFactory.createExample().value(JsonSchemas.plain(model.request())));
            all.add(model.request());
        }
        body(single.getPOST(), body);
        Schema answer = answer(OASFactory.createSchema().description("As the model's output schema says."));
        single.getPOST()
                .summary("Ask a model")
                .addTag("Inference")
                .responses(OASFactory.createAPIResponses().addAPIResponse("200", response("The answer", answer)));
        ObjectNode batchExample = JsonNodeFactory.instance.objectNode();
        batchExample.set("requests", all);
        body(
                batch.getPOST(),
                OASFactory.createMediaType()
                        .schema(object().addProperty(
                                        "requests", array(schema).minItems(1).maxItems(10)))
                        .example(JsonSchemas.plain(batchExample)));
        Schema refused = object().addProperty("error", ref(Problems.PROBLEM));
        batch.getPOST()
                .summary("Ask up to ten questions at once")
                .addTag("Inference")
                .responses(OASFactory.createAPIResponses()
                        .addAPIResponse(
                                "200",
                                response(
                                        "To each question, in their order, its answer or what is wrong with it",
                                        object().addProperty(
                                                        "results",
                                                        array(OASFactory.createSchema()
                                                                .anyOf(List.of(answer, refused)))))));
    }

    private static void addRoute(Paths paths, DescribedModel model) {
        String route = model.manifest().path("route").asText();
        if (route.isEmpty()) {
            return;
        }
        Operation operation = OASFactory.createOperation()
                .summary(model.manifest().path("title").asText())
                .description(model.manifest().path("description").asText())
                .addTag("Main API");
        Schema envelope = object().addProperty("input", JsonSchemas.convert(model.input()))
                .addProperty("parameters", object())
                .required(List.of("input"));
        body(operation, OASFactory.createMediaType().schema(envelope).example(JsonSchemas.plain(model.example())));
        operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse("200", response("The answer", answer(JsonSchemas.convert(model.output())))));
        paths.addPathItem(PREFIX + "/" + route, OASFactory.createPathItem().POST(operation));
    }

    private static Schema answer(Schema output) {
        return object().addProperty("id", text())
                .addProperty("model", text())
                .addProperty("version", text())
                .addProperty("task", text())
                .addProperty("output", output)
                .addProperty("source", text().enumeration(List.of("model", "cache", "fallback")))
                .addProperty("degraded", truth())
                .addProperty("reason", text())
                .addProperty("latencyMs", number())
                .addProperty(
                        "warnings", array(object().addProperty("code", text()).addProperty("detail", text())));
    }

    private static void body(Operation operation, MediaType body) {
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType(Schemas.JSON, body)));
    }

    private static void addEmbeddings(@Nullable PathItem embeddings) {
        if (embeddings != null) {
            ObjectNode example = JsonNodeFactory.instance.objectNode().put("model", Embeddings.ENCODER.value());
            example.putArray("input").add("offshore wind farm").add("wind turbines at sea");
            body(
                    embeddings.getPOST(),
                    OASFactory.createMediaType().schema(object()).example(JsonSchemas.plain(example)));
        }
    }

    private static void addSynonyms(Paths paths) {
        for (String path : SYNONYMS) {
            PathItem item = paths.getPathItem(path);
            if (item != null) {
                paths.addPathItem(PREFIX + path, item);
            }
        }
    }
}
