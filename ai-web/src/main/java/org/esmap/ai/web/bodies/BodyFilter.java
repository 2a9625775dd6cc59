package org.esmap.ai.web.bodies;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers who announce a body and do not send it from holding every thread. Stands before whatever reads a body, which
 * is why web.xml names it. A body is read here, by the request's own thread, which is fastest; while many threads wait, and for
 * forms, it is taken in by none (see {@link LateBody}) unless the address is odd. What may be longer than other bodies, such as
 * an uploaded bundle, is waited for where it is read.
 */
public class BodyFilter extends HttpFilter {
    /** In addresses that may lead elsewhere when the container reads them once more, as it does where a request goes on later. */
    private static final Pattern ODD = Pattern.compile("[^\\w/.~-]|//|/\\.");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        if (length < 0 || length > RequestBody.MAX_BYTES) {
            chain.doFilter(new Awaited(request), response);
            return;
        }
        KnownRequest known = new KnownRequest(request);
        if (length == 0) {
            chain.doFilter(known, response);
        } else if (ODD.matcher(request.getRequestURI()).find()) {
            if (isRead(known, Waits.BODIES, response)) {
                chain.doFilter(known, response);
            }
        } else if (known.isForm() || !Waits.BODIES.tryBegin()) {
            LateBody.take(known, response);
        } else if (isReadAndEnds(known, response)) {
            chain.doFilter(known, response);
        }
    }

    private static boolean isReadAndEnds(KnownRequest request, HttpServletResponse response) throws IOException {
        try {
            return isRead(request, Waits.UNBOUNDED, response);
        } finally {
            Waits.BODIES.end();
        }
    }

    /** Reads the body on this thread; false where it cannot be read, which is answered. */
    private static boolean isRead(KnownRequest request, Waits waits, HttpServletResponse response) throws IOException {
        try {
            request.know(new AwaitedBody(request.getRequest().getInputStream(), waits, System::nanoTime));
            return true;
        } catch (AiException unreadable) {
            ProblemJson.send(response, Problem.of(unreadable), request.getRequestURI());
            return false;
        }
    }

    private static final class Awaited extends HttpServletRequestWrapper {
        private @Nullable ServletInputStream body;

        Awaited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream known = body;
            if (known == null) {
                known = DecodedBody.of(
                        new AwaitedBody(super.getInputStream(), Waits.BODIES, System::nanoTime),
                        getHeader(HttpHeaders.CONTENT_ENCODING));
                body = known;
            }
            return known;
        }
    }
}
