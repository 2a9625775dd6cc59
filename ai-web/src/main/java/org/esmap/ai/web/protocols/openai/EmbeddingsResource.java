package org.esmap.ai.web.protocols.openai;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.vectors.Embeddings;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.esmap.ai.web.security.OpenOnLoopback;

/** Embeds texts for OpenAI's clients. */
@Path("/v1/embeddings")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingsResource {
    /** Those clients wait for minutes; a list of many texts is given more time than one question. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Embeddings embeddings;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected EmbeddingsResource() {
        this.embeddings = null;
    }

    @Inject
    public EmbeddingsResource(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /**
     * Embeds one or several texts.
     *
     * @param body {@code {"model","input":…,"encoding_format":"float"|"base64"}}, whatever the content type says
     */
    @POST
    public CompletionStage<Response> embed(InputStream body) {
        Deadline deadline = Deadline.after(TIMEOUT);
        try {
            EmbeddingsRequest request = EmbeddingsRequest.read(StrictJson.read(RequestBody.read(body)));
            return embeddings
                    .embed(request.texts(), deadline)
                    .handle((vectors, failure) -> failure == null
                            ? Response.ok(EmbeddingsJson.of(vectors, request.base64()), MediaType.APPLICATION_JSON_TYPE)
                                    .build()
                            : failed(seenFromBody(failure, request)));
        } catch (RuntimeException refusal) {
            return CompletableFuture.completedFuture(failed(refusal));
        }
    }

    private static Throwable seenFromBody(Throwable failure, EmbeddingsRequest request) {
        Throwable cause = AiException.causeOf(failure);
        return cause instanceof AiException refusal
                ? refusal.at(place -> request.several() ? "/input" + place : "/input")
                : cause;
    }

    private static Response failed(Throwable failure) {
        Problem problem = Problem.of(failure);
        return ProblemJson.response(problem, EmbeddingsJson.of(problem));
    }
}
