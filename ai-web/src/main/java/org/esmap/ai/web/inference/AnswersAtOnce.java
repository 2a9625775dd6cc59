package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads and asks before the resource's method is called, and answers there and then what needs no waiting: cache hits
 * and refusals. Only what must wait reaches the method, because making a request asynchronous costs a third of a cached
 * call.
 */
@Provider
@AtOnce
@ApplicationScoped
public class AnswersAtOnce implements ContainerRequestFilter {
    private static final String PENDING = AnswersAtOnce.class.getName();

    // injected into the field: the container makes filters only through a constructor without parameters
    @Inject
    private Questions questions;

    @Override
    public void filter(ContainerRequestContext request) {
        long arrival = System.nanoTime();
        byte[] body = RequestBody.read(request.getEntityStream());
        String key = Headers.key(request.getHeaderString(Headers.KEY));
        @Nullable String route = request.getUriInfo().getPathParameters().getFirst("route");
        CompletableFuture<Response> reply =
                route == null ? questions.ask(body, key, arrival) : questions.askRoute(route, body, key, arrival);
        if (reply.isDone()) {
            request.abortWith(reply.join());
        } else {
            request.setProperty(PENDING, reply);
        }
    }

    /** The answer that a request is still waiting for. */
    @SuppressWarnings("unchecked")
    static CompletionStage<Response> pending(HttpServletRequest request) {
        return (CompletionStage<Response>) request.getAttribute(PENDING);
    }
}
