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
import org.esmap.ai.core.registry.Registry;

/** Reads single requests and asks them. Thread-safe. */
@ApplicationScoped
public class Questions {
    private final Inference inference;
    private final Registry registry;
    private final TypedRoutes routes;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Questions() {
        this.inference = null;
        this.registry = null;
        this.routes = null;
    }

    @Inject
    public Questions(Inference inference, Registry registry, TypedRoutes routes) {
        this.inference = inference;
        this.registry = registry;
        this.routes = routes;
    }

    /**
     * Asks the model that the body names.
     *
     * @param instance where the caller asked
     * @throws AiException where the request is refused before any work
     */
    CompletableFuture<Response> ask(byte[] body, String key, long arrivalNanos, String instance) {
        InferenceRequest request = Envelope.read(StrictJson.read(body), key, arrivalNanos);
        return Reply.to(request, inference.infer(request), instance);
    }

    /**
     * Asks the model of a typed route.
     *
     * @throws AiException where the request is refused before any work
     */
    CompletableFuture<Response> askRoute(String name, byte[] body, String key, long arrivalNanos) {
        Asked asked = ask(routes.route(name), body, key, arrivalNanos);
        return Reply.to(asked.request(), asked.answer(), "/api/v1/ai/" + name);
    }

    /**
     * A question that was asked.
     *
     * @param request as it was read
     * @param answer  to come, or a failure with pointers into the body
     */
    public record Asked(InferenceRequest request, CompletionStage<Answer> answer) {}

    /**
     * Asks a model.
     *
     * @param id   the model
     * @param body its input as JSON, with {@code parameters}, {@code version} and {@code options} beside its members, or an
     *     envelope around it
     * @throws AiException where the request is refused before any work, with pointers into that body
     */
    public Asked askModel(String id, byte[] body, String key, long arrivalNanos) {
        String model = registry.model(id).id().value();
        return ask(routes.ofModel(model).orElseThrow(), body, key, arrivalNanos);
    }

    private Asked ask(TypedRoutes.Route route, byte[] body, String key, long arrivalNanos) {
        JsonNode json = StrictJson.read(body);
        InferenceRequest request = route.read(json, key, arrivalNanos);
        return new Asked(request, ask(request, route.isEnvelope(json)));
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
            throw TypedRoutes.Route.withoutEnvelope(refusal);
        }
    }

    private static CompletionException seenFromInput(Throwable failure) {
        Throwable cause = AiException.causeOf(failure);
        return new CompletionException(
                cause instanceof AiException refusal ? TypedRoutes.Route.withoutEnvelope(refusal) : cause);
    }
}
