package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.esmap.ai.web.inference.Headers;
import org.esmap.ai.web.security.OpenOnLoopback;
import org.jspecify.annotations.Nullable;

/** The routes of the Open Inference Protocol. Bodies are taken whatever their content type says. */
@Path("/v2")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.VIEWER, Role.OPERATOR, Role.ADMIN})
public class OpenInferenceResource {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final OpenInference protocol;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected OpenInferenceResource() {
        this.protocol = null;
    }

    @Inject
    public OpenInferenceResource(OpenInference protocol) {
        this.protocol = protocol;
    }

    /** Names the server and the extensions it knows. */
    @GET
    public Response server() {
        ObjectNode server =
                StrictJson.MAPPER.createObjectNode().put("name", "esmap-ai").put("version", "1");
        server.putArray("extensions").add("binary_tensor_data").add("parameters");
        return json(200, server);
    }

    /** Whether the server runs at all. */
    @GET
    @Path("/health/live")
    @PermitAll
    public Response live() {
        return json(200, StrictJson.MAPPER.createObjectNode().put("live", true));
    }

    /** Whether every model can answer: 200, else 503. */
    @GET
    @Path("/health/ready")
    @PermitAll
    public Response ready() {
        return ready(StrictJson.MAPPER.createObjectNode(), protocol.ready());
    }

    /**
     * Describes a model.
     *
     * @param model the model
     */
    @GET
    @Path("/models/{model}")
    public Response model(@PathParam("model") String model) {
        return answer(() -> json(200, protocol.describe(model, null)));
    }

    /**
     * Describes a version.
     *
     * @param model   the model
     * @param version the version
     */
    @GET
    @Path("/models/{model}/versions/{version}")
    public Response version(@PathParam("model") String model, @PathParam("version") String version) {
        return answer(() -> json(200, protocol.describe(model, version)));
    }

    /**
     * Whether a model can answer: 200, else 503.
     *
     * @param model the model
     */
    @GET
    @Path("/models/{model}/ready")
    public Response modelReady(@PathParam("model") String model) {
        return answer(() -> ready(named(model), protocol.ready(model, null)));
    }

    /**
     * Whether a version can answer: 200; 404 where it is not being served, while the model is being loaded too.
     *
     * @param model   the model
     * @param version the version
     */
    @GET
    @Path("/models/{model}/versions/{version}/ready")
    public Response versionReady(@PathParam("model") String model, @PathParam("version") String version) {
        return answer(() -> ready(named(model), protocol.ready(model, version)));
    }

    /**
     * Asks a model's live version.
     *
     * @param model      the model
     * @param body       the request, perhaps with binary tensors behind it
     * @param jsonLength bytes of JSON where binary tensors follow
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    @OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
    @Path("/models/{model}/infer")
    public CompletionStage<Response> infer(
            @PathParam("model") String model,
            InputStream body,
            @HeaderParam(JSON_LENGTH) @Nullable String jsonLength,
            @HeaderParam(Headers.KEY) @Nullable String requestKey) {
        return infer(model, null, body, jsonLength, requestKey);
    }

    /**
     * Asks a version.
     *
     * @param model      the model
     * @param version    the version
     * @param body       the request, perhaps with binary tensors behind it
     * @param jsonLength bytes of JSON where binary tensors follow
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    @OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
    @Path("/models/{model}/versions/{version}/infer")
    public CompletionStage<Response> infer(
            @PathParam("model") String model,
            @PathParam("version") @Nullable String version,
            InputStream body,
            @HeaderParam(JSON_LENGTH) @Nullable String jsonLength,
            @HeaderParam(Headers.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        try {
            InferRequest request = InferRequest.read(RequestBody.read(body), length(jsonLength));
            return protocol.infer(model, version, request, Headers.key(requestKey), arrival)
                    .handle((answer, failure) -> failure == null ? ok(answer) : failed(failure));
        } catch (RuntimeException refusal) {
            return CompletableFuture.completedFuture(failed(refusal));
        }
    }

    private static @Nullable Integer length(@Nullable String header) {
        if (header != null && !header.matches("\\d{1,9}")) {
            throw Datatype.malformed(JSON_LENGTH + " must be a number of bytes");
        }
        return header == null ? null : Integer.valueOf(header);
    }

    private static Response ok(InferAnswer answer) {
        if (!answer.binary()) {
            return Response.ok(answer.bytes(), MediaType.APPLICATION_JSON_TYPE).build();
        }
        return Response.ok(answer.bytes(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(JSON_LENGTH, answer.jsonLength())
                .build();
    }

    private interface Work {
        Response answer();
    }

    private static Response answer(Work work) {
        try {
            return work.answer();
        } catch (RuntimeException refusal) {
            return failed(refusal);
        }
    }

    private static ObjectNode named(String model) {
        return StrictJson.MAPPER.createObjectNode().put("name", model);
    }

    private static Response ready(ObjectNode body, boolean ready) {
        return json(ready ? 200 : 503, body.put("ready", ready));
    }

    /** The protocol knows one status for every wrong input: 400. */
    private static Response failed(Throwable failure) {
        Problem problem = Problem.of(failure);
        int status = problem.status() == 422 ? 400 : problem.status();
        ObjectNode body = StrictJson.MAPPER.createObjectNode().put("error", problem.detail());
        return ProblemJson.headers(Response.fromResponse(json(status, body)), problem)
                .build();
    }

    private static Response json(int status, JsonNode body) {
        return Response.status(status)
                .entity(StrictJson.write(body))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
