package org.esmap.ai.web.callers;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps callers who announce a body and do not send it from holding every thread. Stands before whatever reads a body, which
 * is why web.xml names it; forms of the console the container reads by itself.
 */
public class BodyFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Awaited(request), response);
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
