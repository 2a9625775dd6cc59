package org.esmap.ai.web.inference;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** The typed routes of the main API: each model at the route that its manifest names. */
@Path("/api/v1/ai/{route}")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TypedResource {
    private final Inference inference;
    private final TypedRoutes routes;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected TypedResource() {
        this.inference = null;
        this.routes = null;
    }

    @Inject
    public TypedResource(Inference inference, TypedRoutes routes) {
        this.inference = inference;
        this.routes = routes;
    }

    /**
     * Asks the model of a route.
     *
     * @param name       the route
     * @param body       the model's input, with {@code parameters}, {@code version} and {@code options} beside its
     *     members, or {@code {"input":…,"parameters":…,"version":…,"options":…}}
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    public CompletionStage<Response> infer(
            @PathParam("route") String name, InputStream body, @HeaderParam(Reply.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        TypedRoutes.Route route = routes.route(name);
        JsonNode json = StrictJson.read(RequestBody.read(body));
        InferenceRequest request = route.read(json, Reply.key(requestKey), arrival);
        CompletionStage<Answer> stage = ask(request, route.isEnvelope(json));
        return Reply.to(request, stage, "/api/v1/ai/" + name);
    }

    private CompletionStage<Answer> ask(InferenceRequest request, boolean envelope) {
        if (envelope) {
            return inference.infer(request);
        }
        try {
            return inference.infer(request).exceptionally(failure -> {
                throw seenFromInput(failure);
            });
        } catch (AiException refusal) {
            return CompletableFuture.failedFuture(TypedRoutes.Route.withoutEnvelope(refusal));
        }
    }

    private static CompletionException seenFromInput(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new CompletionException(
                cause instanceof AiException refusal ? TypedRoutes.Route.withoutEnvelope(refusal) : cause);
    }
}
