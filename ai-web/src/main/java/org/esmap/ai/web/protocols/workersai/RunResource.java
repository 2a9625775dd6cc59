package org.esmap.ai.web.protocols.workersai;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.esmap.ai.web.inference.Headers;
import org.esmap.ai.web.inference.Questions;
import org.esmap.ai.web.inference.RequestBody;
import org.esmap.ai.web.inference.TypedRoutes;
import org.esmap.ai.web.security.OpenOnLoopback;
import org.jspecify.annotations.Nullable;

/** Runs a model as Workers AI does: the body is the model's input, the answer its output as {@code result}. */
@Path("/ai/run/{model}")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {
    private final Registry registry;
    private final TypedRoutes routes;
    private final Questions questions;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RunResource() {
        this.registry = null;
        this.routes = null;
        this.questions = null;
    }

    @Inject
    public RunResource(Registry registry, TypedRoutes routes, Questions questions) {
        this.registry = registry;
        this.routes = routes;
        this.questions = questions;
    }

    /**
     * Runs a model.
     *
     * @param model      the model
     * @param body       its input as JSON, whatever the content type says
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    public CompletionStage<Response> run(
            @PathParam("model") String model, InputStream body, @HeaderParam(Headers.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        try {
            String id = registry.model(model).id().value();
            TypedRoutes.Route route = routes.ofModel(id).orElseThrow();
            JsonNode json = StrictJson.read(RequestBody.read(body));
            InferenceRequest request = route.read(json, Headers.key(requestKey), arrival);
            return questions
                    .ask(request, route.isEnvelope(json))
                    .handle((answer, failure) -> failure == null
                            ? Headers.of(
                                            Response.ok(RunJson.of(answer), MediaType.APPLICATION_JSON_TYPE),
                                            request.cache(),
                                            answer)
                                    .build()
                            : failed(failure));
        } catch (RuntimeException refusal) {
            return CompletableFuture.completedFuture(failed(refusal));
        }
    }

    private static Response failed(Throwable failure) {
        Problem problem = Problem.of(failure);
        return ProblemJson.response(problem, RunJson.of(problem));
    }
}
