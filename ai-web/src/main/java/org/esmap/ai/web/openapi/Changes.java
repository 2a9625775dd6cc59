package org.esmap.ai.web.openapi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** What changing requests take and answer, where the resources' code does not say it: they read bodies as they come. */
final class Changes {
    private static final String VERSIONS = "/models/{model}/versions";

    /** Bodies by route. */
    private static final Map<String, String> BODIES = Map.of(
            "/inference/{id}/feedback",
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "correct": {"type": "boolean"},
              "expected": {"description": "What the answer should have been"}}}""",
            VERSIONS + "/{version}/promote",
            """
            {"type": "object", "additionalProperties": false, "required": ["strategy"], "properties": {
              "strategy": {"type": "string", "enum": ["immediate", "canary", "shadow"]},
              "percent": {"type": "integer", "default": 10},
              "bakeSeconds": {"type": "integer", "default": 600},
              "reason": {"type": "string"}}}""",
            "/models/{model}/rollback",
            """
            {"type": "object", "additionalProperties": false, "properties": {
              "to": {"type": "string", "description": "A version that was live before"},
              "reason": {"type": "string"}}}""",
            "/models/{model}/schedule",
            """
            {"type": "object", "additionalProperties": false, "required": ["cron", "source", "strategy"], "properties": {
              "cron": {"type": "string"},
              "zone": {"type": "string", "default": "UTC"},
              "source": {"type": "string", "description": "A folder or an address that the operator allows"},
              "strategy": {"type": "string", "enum": ["immediate", "canary", "shadow"]},
              "percent": {"type": "integer", "default": 10},
              "bakeSeconds": {"type": "integer", "default": 600}}}""",
            "/keys",
            """
            {"type": "object", "additionalProperties": false, "required": ["name", "role"], "properties": {
              "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
              "role": {"type": "string", "enum": ["client", "viewer", "operator", "admin"]},
              "life": {"type": "string", "description": "ISO 8601, such as P90D; without it the key never ends"}}}""");

    private static final String UPLOAD = """
            {"type": "object", "properties": {
              "bundle": {"type": "string", "format": "binary", "description": "A bundle as a zip archive, alone"},
              "version": {"type": "string", "description": "The number of an export"},
              "model.onnx": {"type": "string", "format": "binary"},
              "tokenizer.json": {"type": "string", "format": "binary"},
              "config.json": {"type": "string", "format": "binary"}}}""";

    private Changes() {}

    static void addTo(Paths paths) {
        BODIES.forEach((path, schema) -> takes(changing(paths.getPathItem(path)), Schemas.JSON, schema));
        takes(changing(paths.getPathItem(VERSIONS)), "multipart/form-data", UPLOAD);
        answers(changing(paths.getPathItem(VERSIONS)), "201", "The version, taken in and not yet validated");
        answers(changing(paths.getPathItem("/keys")), "201", "The key, with its secret");
        answers(changing(paths.getPathItem(VERSIONS + "/{version}/validate")), "202", "The version, being validated");
        answers(changing(paths.getPathItem("/inference/{id}/feedback")), "204", "Kept");
        for (PathItem item : paths.getPathItems().values()) {
            answers(item.getDELETE(), "204", "Done");
        }
    }

    private static @Nullable Operation changing(@Nullable PathItem item) {
        if (item == null) {
            return null;
        }
        return item.getPOST() == null ? item.getPUT() : item.getPOST();
    }

    private static void takes(@Nullable Operation operation, String type, String schema) {
        Content content = operation == null || operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent();
        MediaType body = content == null ? null : content.getMediaType(type);
        if (body != null) {
            body.setSchema(JsonSchemas.convert(StrictJson.read(schema.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void answers(@Nullable Operation operation, String status, String what) {
        if (operation != null) {
            operation.setResponses(OASFactory.createAPIResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(what)));
        }
    }
}
