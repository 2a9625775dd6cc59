package org.esmap.ai.web.inference;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/** The HTTP answer to one inference request. */
final class Reply {
    private Reply() {}

    static CompletableFuture<Response> to(InferenceRequest request, CompletionStage<Answer> stage, String instance) {
        CompletionStage<Response> reply = stage.handle((answer, failure) ->
                failure == null ? ok(request, answer) : ProblemJson.response(Problem.of(failure), instance));
        return reply.toCompletableFuture();
    }

    private static Response ok(InferenceRequest request, Answer answer) {
        return Headers.of(
                        Response.ok(AnswerJson.bytes(answer), MediaType.APPLICATION_JSON_TYPE), request.cache(), answer)
                .build();
    }
}
