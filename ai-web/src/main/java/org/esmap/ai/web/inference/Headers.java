package org.esmap.ai.web.inference;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.ThreadLocalRandom;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Source;
import org.jspecify.annotations.Nullable;

/** The headers that travel with questions and answers, whatever the protocol. */
public final class Headers {
    /** Header with a key of the caller's own choice: equal keys stay on one side of a canary. */
    public static final String KEY = "Idempotency-Key";

    /** Header that says what the cache did: {@code HIT}, {@code MISS}, or {@code BYPASS} where the caller wanted none. */
    public static final String CACHE = "X-Cache";

    static final String BYPASS = "BYPASS";

    private Headers() {}

    /** What keeps a request on one side of a canary: its own key, or chance. */
    public static String key(@Nullable String requestKey) {
        return requestKey == null
                ? Long.toString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX)
                : requestKey;
    }

    /** Says what the cache did and which version answered. */
    public static Response.ResponseBuilder of(Response.ResponseBuilder response, boolean cache, Answer answer) {
        String word = cache ? "MISS" : BYPASS;
        return response.header(CACHE, answer.source() == Source.CACHE ? "HIT" : word)
                .header("X-Model-Version", answer.version().value());
    }
}
