package org.esmap.ai.web.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
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
    private static final String JSON = "application/json";
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
        addProblems(api);
        Credentials.addTo(api);
    }

    private static void describeInference(Paths paths, List<DescribedModel> models) {
        PathItem single = paths.getPathItem("/inference");
        PathItem batch = paths.getPathItem("/inference/batch");
        if (single == null || batch == null) {
            return;
        }
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("model", OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .addProperty("input", OASFactory.createSchema().description("As the model's input schema says."))
                .addProperty("parameters", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .addProperty("version", OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                .addProperty("options", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .required(List.of("model", "input"))
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        MediaType body = OASFactory.createMediaType().schema(schema);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (DescribedModel model : models) {
            body.addExample(model.id(), OASFactory.createExample().value(JsonSchemas.plain(model.request())));
            all.add(model.request());
        }
        body(single.getPOST(), body);
        single.getPOST().summary("Ask a model").addTag("Inference");
        ObjectNode batchExample = JsonNodeFactory.instance.objectNode();
        batchExample.set("requests", all);
        body(
                batch.getPOST(),
                OASFactory.createMediaType()
                        .schema(OASFactory.createSchema()
                                .addType(Schema.SchemaType.OBJECT)
                                .addProperty(
                                        "requests",
                                        OASFactory.createSchema()
                                                .addType(Schema.SchemaType.ARRAY)
                                                .minItems(1)
                                                .maxItems(10)
                                                .items(schema)))
                        .example(JsonSchemas.plain(batchExample)));
        batch.getPOST().summary("Ask up to ten questions at once").addTag("Inference");
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
        Schema envelope = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("input", JsonSchemas.convert(model.input()))
                .addProperty("parameters", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                .required(List.of("input"));
        body(operation, OASFactory.createMediaType().schema(envelope).example(JsonSchemas.plain(model.example())));
        operation.responses(OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                                .description("The answer")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                JSON,
                                                OASFactory.createMediaType().schema(answer(model))))));
        paths.addPathItem(PREFIX + "/" + route, OASFactory.createPathItem().POST(operation));
    }

    private static Schema answer(DescribedModel model) {
        Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("id", text)
                .addProperty("model", text)
                .addProperty("version", text)
                .addProperty("task", text)
                .addProperty("output", JsonSchemas.convert(model.output()))
                .addProperty(
                        "source",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .enumeration(List.of("model", "cache", "fallback")))
                .addProperty("degraded", OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN))
                .addProperty("reason", text)
                .addProperty("latencyMs", OASFactory.createSchema().addType(Schema.SchemaType.NUMBER))
                .addProperty(
                        "warnings",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .addProperty("code", text)
                                        .addProperty("detail", text)));
    }

    private static void body(Operation operation, MediaType body) {
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(true)
                .content(OASFactory.createContent().addMediaType(JSON, body)));
    }

    private static void addEmbeddings(@Nullable PathItem embeddings) {
        if (embeddings != null) {
            ObjectNode example = JsonNodeFactory.instance.objectNode().put("model", Embeddings.ENCODER.value());
            example.putArray("input").add("offshore wind farm").add("wind turbines at sea");
            body(
                    embeddings.getPOST(),
                    OASFactory.createMediaType()
                            .schema(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT))
                            .example(JsonSchemas.plain(example)));
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

    private static void addProblems(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema("Problem", Problems.schema());
        for (PathItem item : api.getPaths().getPathItems().values()) {
            for (Map.Entry<PathItem.HttpMethod, Operation> operation :
                    item.getOperations().entrySet()) {
                Problems.addTo(operation.getValue());
            }
        }
    }
}
