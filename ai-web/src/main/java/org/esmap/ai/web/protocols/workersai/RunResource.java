package org.esmap.ai.web.protocols.workersai;

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
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.esmap.ai.web.inference.Headers;
import org.esmap.ai.web.inference.Questions;
import org.esmap.ai.web.security.OpenOnLoopback;
import org.jspecify.annotations.Nullable;

/** Runs a model as Workers AI does: the body is the model's input, the answer its output as {@code result}. */
@Path("/ai/run/{model}")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {
    private final Questions questions;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RunResource() {
        this.questions = null;
    }

    @Inject
    public RunResource(Questions questions) {
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
            Questions.Asked asked = questions.askModel(model, RequestBody.read(body), Headers.key(requestKey), arrival);
            return asked.answer()
                    .handle((answer, failure) ->
                            failure == null ? answered(asked.request().cache(), answer) : failed(failure));
        } catch (RuntimeException refusal) {
            return CompletableFuture.completedFuture(failed(refusal));
        }
    }

    private static Response answered(boolean cache, Answer answer) {
        return Headers.of(Response.ok(RunJson.of(answer), MediaType.APPLICATION_JSON_TYPE), cache, answer)
                .build();
    }

    private static Response failed(Throwable failure) {
        Problem problem = Problem.of(failure);
        return ProblemJson.response(problem, RunJson.of(problem));
    }
}
