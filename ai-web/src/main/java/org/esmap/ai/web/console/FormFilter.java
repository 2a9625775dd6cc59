package org.esmap.ai.web.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.esmap.ai.web.bodies.RequestBody;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/**
 * Stands before whatever may read a form, which is why web.xml names it. Whoever asks the container for a parameter has it
 * read the whole form, for which it takes as much memory as the sender says, before the first byte has come. Passes forms
 * that say their length and are no longer than any other body may be; none that are compressed, and to the console none
 * in parts.
 */
public class FormFilter extends HttpFilter {
    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Problem refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            ProblemJson.send(response, refusal, request.getRequestURI());
        }
    }

    private static @Nullable Problem refusal(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null
                || !request.getMethod().equalsIgnoreCase("POST")) { // the container reads forms of a "post" too
            return null;
        }
        boolean form = type.regionMatches(true, 0, FORM, 0, FORM.length());
        if (!form && !request.getServletPath().equals("/console")) {
            return null;
        }
        if (!form || request.getHeader("Content-Encoding") != null) {
            return Problem.plain(
                    415,
                    "unsupported-media-type",
                    "The body's media type is not understood",
                    "Send a form as " + FORM + ", not compressed.");
        }
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > RequestBody.MAX_BYTES) {
            return Problem.plain(
                    413,
                    "too-large",
                    "The request is too large",
                    "A form must say its length by Content-Length and may have at most " + RequestBody.MAX_BYTES
                            + " bytes.");
        }
        return null;
    }
}
