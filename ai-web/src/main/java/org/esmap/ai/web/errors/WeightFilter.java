package org.esmap.ai.web.errors;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Refuses media types whose weight is no number: JAX-RS fails on them while it looks for the resource. */
@Provider
@PreMatching
public class WeightFilter implements ContainerRequestFilter {
    private static final String WEIGHT = "q";

    @Override
    public void filter(ContainerRequestContext request) {
        for (MediaType accepted : request.getAcceptableMediaTypes()) {
            check(HttpHeaders.ACCEPT, accepted);
        }
        MediaType body = request.getMediaType();
        if (body != null) {
            check(HttpHeaders.CONTENT_TYPE, body);
        }
    }

    static void check(String header, MediaType type) {
        if (!type.getParameters().containsKey(WEIGHT)) {
            return;
        }
        try {
            Float.parseFloat(String.valueOf(type.getParameters().get(WEIGHT)));
        } catch (NumberFormatException e) {
            throw new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The weight q in the header " + header + " is no number. Give one from 0 to 1, such as q=0.5.",
                    e);
        }
    }
}
