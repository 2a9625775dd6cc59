package org.esmap.ai.web.protocols.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.core.vectors.Embeddings;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.esmap.ai.web.inference.Headers;
import org.esmap.ai.web.inference.SideBySide;
import org.esmap.ai.web.security.OpenOnLoopback;
import org.jspecify.annotations.Nullable;

/** Answers Hugging Face's inference clients. */
@Path("/hf/models/{id}")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
public class PipelineResource {
    private static final Duration FEATURES_TIMEOUT = Duration.ofSeconds(10);

    private final Registry registry;
    private final SideBySide sideBySide;
    private final Embeddings embeddings;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected PipelineResource() {
        this.registry = null;
        this.sideBySide = null;
        this.embeddings = null;
    }

    @Inject
    public PipelineResource(Registry registry, SideBySide sideBySide, Embeddings embeddings) {
        this.registry = registry;
        this.sideBySide = sideBySide;
        this.embeddings = embeddings;
    }

    /**
     * Runs a model on one or several inputs; several fail together when one fails.
     *
     * @param id         the model
     * @param schema     {@code strict} for the shapes of Hugging Face's schemas, absent for those its clients accept
     * @param body       {@code {"inputs":…,"parameters":{…}}}, whatever the content type says
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    public CompletionStage<Response> run(
            @PathParam("id") String id,
            @QueryParam("schema") @Nullable String schema,
            InputStream body,
            @HeaderParam(Headers.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        if (id.equals(Embeddings.ENCODER.value())) {
            return features(PipelineRequest.read(StrictJson.read(RequestBody.read(body))));
        }
        String model = registry.model(id).id().value();
        PipelineRequest request = PipelineRequest.read(StrictJson.read(RequestBody.read(body)));
        String key = Headers.key(requestKey);
        List<Supplier<InferenceRequest>> questions = request.inputs().stream()
                .<Supplier<InferenceRequest>>map(input -> () -> new InferenceRequest(
                        model, input, request.parameters(), null, request.cache(), null, key, arrival))
                .toList();
        List<CompletableFuture<Answer>> answers = sideBySide.ask(questions);
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> failure == null
                        ? answered(answers, request, "strict".equals(schema))
                        : ProblemJson.response(Problem.of(seenFromBody(answers, request)), "/hf/models/" + id));
    }

    /** The task feature-extraction: one vector for a text, a list of vectors for a list. */
    private CompletionStage<Response> features(PipelineRequest request) {
        return embeddings
                .embed(request.texts(), Deadline.after(FEATURES_TIMEOUT))
                .handle((vectors, failure) -> {
                    if (failure != null) {
                        Throwable cause = AiException.causeOf(failure);
                        Throwable seen = cause instanceof AiException refusal ? request.seen(refusal) : cause;
                        return ProblemJson.response(Problem.of(seen), "/hf/models/" + Embeddings.ENCODER);
                    }
                    List<float[]> numbers =
                            vectors.stream().map(Embeddings.Embedded::vector).toList();
                    JsonNode body = StrictJson.MAPPER.valueToTree(request.several() ? numbers : numbers.get(0));
                    return Response.ok(StrictJson.write(body), MediaType.APPLICATION_JSON_TYPE)
                            .build();
                });
    }

    private static Response answered(List<CompletableFuture<Answer>> futures, PipelineRequest request, boolean strict) {
        List<Answer> answers = futures.stream().map(CompletableFuture::join).toList();
        List<JsonNode> outputs = answers.stream()
                .map(answer -> StrictJson.readOwn(answer.output()))
                .toList();
        JsonNode body = PipelineShapes.body(answers.get(0).task(), outputs, request, strict);
        Response.ResponseBuilder response = Response.ok(StrictJson.write(body), MediaType.APPLICATION_JSON_TYPE);
        if (answers.stream().anyMatch(Answer::degraded)) {
            response.header("X-Degraded", "true");
        }
        return Headers.of(response, request.cache(), answers.get(0)).build();
    }

    /** The first failure, with pointers that say {@code inputs} as the caller did. */
    private static Throwable seenFromBody(List<CompletableFuture<Answer>> answers, PipelineRequest request) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).isCompletedExceptionally()) {
                String place = request.several() ? "/inputs/" + i : "/inputs";
                Throwable failure = AiException.causeOf(
                        answers.get(i).handle((given, thrown) -> thrown).join());
                return failure instanceof AiException refusal
                        ? refusal.at(pointer -> pointer.replaceFirst("^/input(?=/|$)", place))
                        : failure;
            }
        }
        throw new IllegalStateException("No question failed");
    }
}
