package org.esmap.ai.web.errors;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses bodies in encodings that are not undone: they would be read as they are. */
@Provider
@PreMatching
public class EncodingFilter implements ContainerRequestFilter {
    private static final Set<String> UNDONE = Set.of("identity", "gzip", "x-gzip", "zlib", "deflate");

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isUndone(request.getHeaderString(HttpHeaders.CONTENT_ENCODING))) {
            throw new NotSupportedException();
        }
    }

    static boolean isUndone(@Nullable String encoding) {
        return encoding == null || UNDONE.contains(encoding.strip().toLowerCase(Locale.ROOT));
    }
}
