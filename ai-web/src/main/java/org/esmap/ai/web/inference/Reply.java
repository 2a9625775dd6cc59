package org.esmap.ai.web.inference;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.inference.Source;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/** The HTTP answer to one inference request. */
final class Reply {
    /** Header with a key of the caller's own choice: equal keys stay on one side of a canary. */
    static final String KEY = "Idempotency-Key";

    private Reply() {}

    /** What keeps a request on one side of a canary: its own key, or chance. */
    static String key(@Nullable String requestKey) {
        return requestKey == null
                ? Long.toString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX)
                : requestKey;
    }

    static CompletableFuture<Response> to(InferenceRequest request, CompletionStage<Answer> stage, String instance) {
        CompletionStage<Response> reply = stage.handle((answer, failure) ->
                failure == null ? ok(request, answer) : ProblemJson.response(Problem.of(failure), instance));
        return reply.toCompletableFuture();
    }

    static Response ok(InferenceRequest request, Answer answer) {
        return Response.ok(AnswerJson.bytes(answer), MediaType.APPLICATION_JSON_TYPE)
                .header("X-Cache", cacheWord(request, answer))
                .header("X-Model-Version", answer.version().value())
                .build();
    }

    /** What the cache did: {@code HIT}, {@code MISS}, or {@code BYPASS} where the caller wanted none. */
    static String cacheWord(InferenceRequest request, Answer answer) {
        if (answer.source() == Source.CACHE) {
            return "HIT";
        }
        return request.cache() ? "MISS" : "BYPASS";
    }
}
