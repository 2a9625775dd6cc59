package org.esmap.ai.web.bodies;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers who announce a body and do not send it from holding every thread. Stands before whatever reads a body, which
 * is why web.xml names it. A body is read here, by the request's own thread, which is fastest; while many threads wait, and for
 * forms, it is taken in by none (see {@link LateBody}). What may be longer than other bodies, such as an uploaded bundle, is
 * waited for where it is read.
 */
public class BodyFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long length = request.getContentLengthLong();
        if (length <= 0 || length > RequestBody.MAX_BYTES) {
            chain.doFilter(new Awaited(request), response);
            return;
        }
        KnownRequest known = new KnownRequest(request);
        if (known.isForm() || !Waits.BODIES.tryBegin()) {
            LateBody.take(known, response);
            return;
        }
        try {
            known.know(RequestBody.read(new AwaitedBody(request.getInputStream(), Waits.UNBOUNDED, System::nanoTime)));
        } catch (AiException unreadable) {
            ProblemJson.send(response, Problem.of(unreadable), request.getRequestURI());
            return;
        } finally {
            Waits.BODIES.end();
        }
        chain.doFilter(known, response);
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
                known = new AwaitedBody(super.getInputStream(), Waits.BODIES, System::nanoTime);
                body = known;
            }
            return known;
        }
    }
}
