package org.esmap.ai.server.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Refuses what the container would do before an application is asked. Nobody logs in or out at an address of its own (404):
 * it knows no limit on wrong passwords and reads forms of any length. The container's own applications are only read (405),
 * but for the one to which an OpenID Connect provider posts; that takes what says its length, of at most 1 MiB (413).
 * Thread-safe.
 */
final class GuardFilter extends HttpFilter {
    /** Parts of addresses at which the container itself logs people in and out. */
    private static final List<String> LOG_IN_AND_OUT = List.of("/j_security_check", "/ibm_security_logout");

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String OPENID_CONNECT = "/oidcclient";
    private static final long MAX_BYTES = 1 << 20;

    private final boolean containers;

    /**
     * Before one application.
     *
     * @param containers whether it is one of the container's own
     */
    GuardFilter(boolean containers) {
        this.containers = containers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (LOG_IN_AND_OUT.stream().anyMatch(path(request)::contains)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!containers || READING.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else if (!request.getMethod().equals("POST")
                || !request.getContextPath().equals(OPENID_CONNECT)) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > MAX_BYTES) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What the container looks for, without escapes. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }
}
