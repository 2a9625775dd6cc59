package org.esmap.ai.web.inference;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;

/** Reads single requests and asks them. Thread-safe. */
@ApplicationScoped
public class Questions {
    private final Inference inference;
    private final TypedRoutes routes;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Questions() {
        this.inference = null;
        this.routes = null;
    }

    @Inject
    public Questions(Inference inference, TypedRoutes routes) {
        this.inference = inference;
        this.routes = routes;
    }

    /**
     * Asks the model that the body names.
     *
     * @param instance where the caller asked
     * @throws AiException where the request is refused before any work
     */
    public CompletableFuture<Response> ask(byte[] body, String key, long arrivalNanos, String instance) {
        InferenceRequest request = Envelope.read(StrictJson.read(body), key, arrivalNanos);
        return Reply.to(request, inference.infer(request), instance);
    }

    /**
     * Asks the model of a typed route.
     *
     * @throws AiException where the request is refused before any work
     */
    public CompletableFuture<Response> askRoute(String name, byte[] body, String key, long arrivalNanos) {
        TypedRoutes.Route route = routes.route(name);
        JsonNode json = StrictJson.read(body);
        InferenceRequest request = route.read(json, key, arrivalNanos);
        return Reply.to(request, ask(request, route.isEnvelope(json)), "/api/v1/ai/" + name);
    }

    /**
     * Asks what was read from a body that is an envelope or the input itself.
     *
     * @return the answer, or a failure with pointers into that body
     * @throws AiException where the request is refused before any work, with pointers into that body
     */
    public CompletionStage<Answer> ask(InferenceRequest request, boolean envelope) {
        if (envelope) {
            return inference.infer(request);
        }
        try {
            return inference.infer(request).exceptionally(failure -> {
                throw seenFromInput(failure);
            });
        } catch (AiException refusal) {
            throw TypedRoutes.Route.withoutEnvelope(refusal);
        }
    }

    private static CompletionException seenFromInput(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new CompletionException(
                cause instanceof AiException refusal ? TypedRoutes.Route.withoutEnvelope(refusal) : cause);
    }
}
