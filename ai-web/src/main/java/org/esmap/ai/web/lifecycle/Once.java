package org.esmap.ai.web.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.updates.Replays;
import org.jspecify.annotations.Nullable;

/** Carries out a changing request once for each {@code Idempotency-Key}, and answers a repetition as the first time. */
@ApplicationScoped
public class Once {
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
     * @param key    the caller's key; null to do the work in any case
     * @param what   method, path and content of the request
     * @param work   gives what there is to say; kept for a day where there is a key, so it holds no secret
     * @param answer gives the status and headers that belong to it
     */
    public Response run(
            @Nullable String key,
            Caller caller,
            String what,
            Supplier<ObjectNode> work,
            Function<ObjectNode, Response.ResponseBuilder> answer) {
        if (key == null) {
            return answer.apply(work.get()).build();
        }
        if (key.isBlank() || key.length() > 200) {
            throw AiException.invalid("", "Idempotency-Key must have 1 to 200 characters");
        }
        String scope = digest(caller.name() + '\n' + key);
        Optional<String> before = replays.begin(scope, digest(what));
        if (before.isPresent()) {
            ObjectNode said = said(before.get());
            return answer.apply(said).header("Idempotent-Replayed", "true").build();
        }
        return first(scope, work, answer);
    }

    private static ObjectNode said(String body) {
        return body.isEmpty() ? JsonNodeFactory.instance.objectNode() : (ObjectNode) StrictJson.read(utf8(body));
    }

    private Response first(
            String scope, Supplier<ObjectNode> work, Function<ObjectNode, Response.ResponseBuilder> answer) {
        ObjectNode said;
        try {
            said = work.get();
        } catch (RuntimeException | Error e) {
            replays.forget(scope);
            throw e;
        }
        String kept = said.toString();
        Response given = answer.apply(said).build();
        replays.end(scope, given.getStatus(), kept);
        return given;
    }

    private static String digest(String text) {
        return Digests.sha256(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
