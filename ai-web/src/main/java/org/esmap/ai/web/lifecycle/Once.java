package org.esmap.ai.web.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.updates.Replays;
import org.jspecify.annotations.Nullable;

/** Carries out a changing request once for each {@code Idempotency-Key}, and answers a repetition as the first time. */
@ApplicationScoped
class Once {
    private final Replays replays;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Once() {
        this.replays = null;
    }

    @Inject
    Once(Replays replays) {
        this.replays = replays;
    }

    /**
     * Does work, or repeats the answer that it had.
     *
     * @param key  the caller's key; null to do the work in any case
     * @param what method, path and content of the request
     */
    Response run(@Nullable String key, Caller caller, String what, Supplier<Response> work) {
        if (key == null) {
            return work.get();
        }
        if (key.isBlank() || key.length() > 200) {
            throw AiException.invalid("", "Idempotency-Key must have 1 to 200 characters");
        }
        String scope = digest(caller.name() + '\n' + key);
        Optional<Replays.Answered> before = replays.begin(scope, digest(what));
        if (before.isPresent()) {
            return Response.status(before.get().status())
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .header("Idempotent-Replayed", "true")
                    .entity(before.get().body().getBytes(StandardCharsets.UTF_8))
                    .build();
        }
        return first(scope, work);
    }

    private Response first(String scope, Supplier<Response> work) {
        Response answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            replays.forget(scope);
            throw e;
        }
        String body = answer.getEntity() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "";
        replays.end(scope, answer.getStatus(), body);
        return answer;
    }

    private static String digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
