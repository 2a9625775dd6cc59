package org.esmap.ai.web.errors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
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

/** Refuses addresses that are no URI, with broken escapes or unescaped brackets: JAX-RS and Faces fail on them. */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class AddressFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<AiException> refusal = refusal(request.getRequestURI(), request.getQueryString());
        if (refusal.isPresent()) {
            ProblemJson.send(response, Problem.of(refusal.get()), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    static Optional<AiException> refusal(String path, @Nullable String query) {
        try {
            new URI(query == null ? path : path + '?' + query);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The address is no URI (RFC 3986): " + e.getReason() + " at character " + e.getIndex()
                            + ". Escape it, as in %25 for a percent sign.",
                    e));
        }
    }
}
