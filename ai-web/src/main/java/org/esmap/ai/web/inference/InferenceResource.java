package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.security.OpenOnLoopback;
import org.jspecify.annotations.Nullable;

/** Asks a model: one request, or a batch of up to ten. */
@Path("/inference")
@ApplicationScoped
@OpenOnLoopback(roles = {Role.CLIENT, Role.OPERATOR, Role.ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InferenceResource {
    private final Batches batches;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected InferenceResource() {
        this.batches = null;
    }

    @Inject
    public InferenceResource(Batches batches) {
        this.batches = batches;
    }

    /** Waits for the answer to one request that could not be answered at once. */
    @POST
    @AtOnce
    public CompletionStage<Response> infer(@Context HttpServletRequest request) {
        return AnswersAtOnce.pending(request);
    }

    /**
     * Answers up to ten requests side by side; one that fails does not fail the others.
     *
     * @param body       {@code {"requests":[…]}}
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    @Path("/batch")
    public CompletionStage<Response> batch(InputStream body, @HeaderParam(Headers.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        return batches.results(RequestBody.read(body), Headers.key(requestKey), arrival)
                .thenApply(results ->
                        Response.ok(results, MediaType.APPLICATION_JSON_TYPE).build());
    }
}
