package org.esmap.ai.web.inference;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets {@code /api/v1/ai/inference…} and {@code /api/v1/ai/models…} be {@code /inference…} and {@code /models…}. */
@Provider
@PreMatching
public class Synonyms implements ContainerRequestFilter {
    private static final String PREFIX = "/api/v1/ai";
    private static final Pattern SYNONYM = Pattern.compile(PREFIX + "(/(?:inference|models)(?:/.*)?)");

    @Override
    public void filter(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        String path = uri.getRawPath();
        if (path.startsWith(PREFIX)) {
            Matcher synonym = SYNONYM.matcher(path);
            if (synonym.matches()) {
                request.setRequestUri(request.getUriInfo()
                        .getRequestUriBuilder()
                        .replacePath(synonym.group(1))
                        .build());
            }
        }
    }
}
