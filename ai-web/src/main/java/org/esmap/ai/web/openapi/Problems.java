package org.esmap.ai.web.openapi;

import static org.esmap.ai.web.openapi.Schemas.array;
import static org.esmap.ai.web.openapi.Schemas.integer;
import static org.esmap.ai.web.openapi.Schemas.object;
import static org.esmap.ai.web.openapi.Schemas.ref;
import static org.esmap.ai.web.openapi.Schemas.text;
import static org.esmap.ai.web.openapi.Schemas.truth;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.esmap.ai.web.errors.ProblemJson;

/** Describes errors: problem details, and beside them the form of a protocol that has one of its own. */
final class Problems {
    static final String PROBLEM = "Problem";

    /** By a path's first part: what the protocol below it calls an error. */
    private static final Map<String, String> OWN =
            Map.of("v1", "OpenAiError", "v2", "OpenInferenceError", "ai", "WorkersAiError");

    private Problems() {}

    /** Says of every operation that what it answers otherwise is a problem. */
    static void addTo(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSchema(PROBLEM, problem())
                .addSchema(
                        OWN.get("v1"),
                        object().addProperty(
                                        "error",
                                        object().addProperty("message", text())
                                                .addProperty("type", text())
                                                .addProperty("param", text())
                                                .addProperty("code", text())))
                .addSchema(OWN.get("v2"), object().addProperty("error", text()))
                .addSchema(
                        OWN.get("ai"),
                        object().addProperty("success", truth())
                                .addProperty(
                                        "errors",
                                        array(object().addProperty("code", integer())
                                                .addProperty("message", text()))));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> addTo(path, operation)));
    }

    private static Schema problem() {
        Schema error = object().addProperty("pointer", text())
                .addProperty("message", text())
                .addProperty("allowed", text());
        return object().addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", integer())
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("code", text())
                .addProperty("errors", array(error));
    }

    private static void addTo(String path, Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        String own = OWN.get(path.split("/")[1]);
        APIResponse response = own == null
                ? OASFactory.createAPIResponse().description("A problem").content(OASFactory.createContent())
                : Schemas.response(
                        "An error; a problem where the request does not get as far as the protocol", ref(own));
        response.getContent()
                .addMediaType(
                        ProblemJson.TYPE.toString(),
                        OASFactory.createMediaType().schema(ref(PROBLEM)));
        operation.getResponses().addAPIResponse("default", response);
    }
}
