package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/** Asks a model: one request, or a batch of up to ten. */
@Path("/inference")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class InferenceResource {
    private final Inference inference;
    private final Batches batches;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected InferenceResource() {
        this.inference = null;
        this.batches = null;
    }

    @Inject
    public InferenceResource(Inference inference, Batches batches) {
        this.inference = inference;
        this.batches = batches;
    }

    /**
     * Answers one request.
     *
     * @param body       {@code {"model":…,"input":…,"parameters":…,"version":…,"options":…}}
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    public CompletionStage<Response> infer(InputStream body, @HeaderParam(Reply.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        InferenceRequest request =
                Envelope.read(StrictJson.read(RequestBody.read(body)), Reply.key(requestKey), arrival);
        return Reply.to(request, inference.infer(request), "/inference");
    }

    /**
     * Answers up to ten requests side by side; one that fails does not fail the others.
     *
     * @param body       {@code {"requests":[…]}}
     * @param requestKey keeps equal keys on one side of a canary
     */
    @POST
    @Path("/batch")
    public CompletionStage<Response> batch(InputStream body, @HeaderParam(Reply.KEY) @Nullable String requestKey) {
        long arrival = System.nanoTime();
        return batches.results(RequestBody.read(body), Reply.key(requestKey), arrival)
                .thenApply(results ->
                        Response.ok(results, MediaType.APPLICATION_JSON_TYPE).build());
    }
}
