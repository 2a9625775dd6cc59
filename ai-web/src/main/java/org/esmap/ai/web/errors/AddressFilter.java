package org.esmap.ai.web.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Stands before all other filters, which is why web.xml names it. Refuses addresses and hosts that make no URI, with broken
 * escapes or unescaped brackets: JAX-RS and Faces fail on them.
 */
public class AddressFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<AiException> refusal = refusal(request.getRequestURL().toString(), request.getQueryString());
        if (refusal.isPresent()) {
            ProblemJson.send(response, Problem.of(refusal.get()), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Why there is no answer at {@code address}, which holds the host as the caller or a proxy named it. */
    static Optional<AiException> refusal(String address, @Nullable String query) {
        try {
            new URI(query == null ? address : address + '?' + query);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The Host header and the address make no URI (RFC 3986): " + e.getReason() + " at character "
                            + e.getIndex() + ". Escape it, as in %25 for a percent sign.",
                    e));
        }
    }
}
