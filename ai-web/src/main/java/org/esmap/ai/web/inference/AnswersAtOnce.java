package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.esmap.ai.web.bodies.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads and asks before the resource's method is called, and answers there and then: what needs no waiting, such as cache
 * hits and refusals, and what a thread can be spared to wait for. Only the rest reaches the method and is answered
 * asynchronously, which costs more than a cached call does as a whole.
 */
@Provider
@AtOnce
@ApplicationScoped
public class AnswersAtOnce implements ContainerRequestFilter {
    private static final String PENDING = AnswersAtOnce.class.getName();

    /** Most container threads that wait for an answer; the executor in http.xml has more core threads. */
    private static final int WAITING = 64;

    /** How long a request that waits alone looks out for its answer before it sleeps: longer than a short run takes. */
    private static final long LOOKOUT_NANOS = 5_000_000;

    private static final boolean CORE_TO_SPARE = Runtime.getRuntime().availableProcessors() > 1;

    private final Semaphore spared = new Semaphore(WAITING);

    // injected into the field: the container makes filters only through a constructor without parameters
    @Inject
    private Questions questions;

    @Inject
    private AnsweredBodies answered;

    // the address that was asked, not the one that a synonym stands for
    @Context
    private HttpServletRequest http;

    @Override
    public void filter(ContainerRequestContext request) {
        long arrival = System.nanoTime();
        byte[] body = body(request);
        String key = Headers.key(request.getHeaderString(Headers.KEY));
        @Nullable String route = request.getUriInfo().getPathParameters().getFirst("route");
        CompletableFuture<Response> reply = route == null
                ? questions.ask(body, key, arrival, http.getRequestURI())
                : questions.askRoute(route, body, key, arrival);
        if (reply.isDone()) {
            request.abortWith(remembered(body, reply.join()));
        } else if (spared.tryAcquire()) {
            request.abortWith(remembered(body, waitFor(reply)));
        } else {
            request.setProperty(PENDING, reply);
        }
    }

    private static byte[] body(ContainerRequestContext request) {
        Object read = request.getProperty(LoadShedding.BODY);
        return read == null ? RequestBody.read(request.getEntityStream()) : (byte[]) read;
    }

    private Response remembered(byte[] body, Response reply) {
        String cache = reply.getHeaderString(Headers.CACHE); // of answers alone
        if (cache != null && !cache.equals(Headers.BYPASS)) {
            answered.add(body);
        }
        return reply;
    }

    /** No longer than the request's deadline: by then every reply is complete, whatever the model does. */
    private Response waitFor(CompletableFuture<Response> reply) {
        try {
            lookOut(reply);
            return reply.join();
        } finally {
            spared.release();
        }
    }

    /**
     * Keeps a core awake while a request that waits alone is computed on another: one that sleeps, most of all a virtual
     * one, takes up to a millisecond to come back. It gives way to whatever else wants to run.
     */
    private void lookOut(CompletableFuture<Response> reply) {
        long begin = System.nanoTime();
        while (CORE_TO_SPARE
                && !reply.isDone()
                && spared.availablePermits() == WAITING - 1
                && System.nanoTime() - begin < LOOKOUT_NANOS) {
            Thread.yield();
        }
    }

    /** The answer that a request is still waiting for. */
    @SuppressWarnings("unchecked")
    static CompletionStage<Response> pending(HttpServletRequest request) {
        return (CompletionStage<Response>) request.getAttribute(PENDING);
    }
}
