package org.esmap.ai.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.security.Role;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/**
 * Stands before every page of the console: lets in who has logged in with a role of the console, keeps pages out of
 * caches, and refuses parameters that cannot be read. What another site sends, another filter refuses; the view state of
 * Faces is the second lock, but for the form to log in, which has none so that strangers make no sessions.
 */
@WebFilter(
        urlPatterns = "/console/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC})
public class ConsoleFilter extends HttpFilter {
    static final String LOGIN = "/console/login.xhtml";
    static final String OVERVIEW = "/console/overview.xhtml";
    private static final String PROVIDER = "/console/provider";
    private static final String RESOURCES = "/console/jakarta.faces.resource/";

    private static final Problem UNREADABLE = Problem.plain(
            400,
            "malformed-request",
            "The request cannot be understood",
            "The parameters cannot be read. Escape a percent sign as %25, and send no more than 10,000 of them.");

    @Inject
    private transient Config config;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = page(request);
        if (path.startsWith(RESOURCES)) {
            show(request, response, chain);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        // with no referrer at all browsers would send the origin of their own forms as "null"
        response.setHeader("Referrer-Policy", "same-origin");
        if (path.equals(LOGIN)) {
            show(request, response, chain);
        } else if (path.equals(PROVIDER) && asksProvider(config)) {
            request.logout();
            response.sendRedirect(OVERVIEW);
        } else if (mayEnter(request) || signsIn(request, response)) {
            if (path.equals("/console") || path.equals("/console/")) {
                response.sendRedirect(OVERVIEW);
            } else {
                show(request, response, chain);
            }
        }
    }

    private static void show(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Problem> refusal = refusal(request);
        if (refusal.isPresent()) {
            ProblemJson.send(response, refusal.get(), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Why the parameters cannot be read, if so: what the container cannot read, Faces would tell as a fault of ours. */
    private static Optional<Problem> refusal(HttpServletRequest request) throws IOException {
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding(StandardCharsets.UTF_8.name()); // as Faces does, which now comes too late
        }
        try {
            request.getParameterMap();
            return Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException e) {
            return Optional.of(UNREADABLE);
        }
    }

    /** The page that will be shown: what was sent may lead to it by detours such as {@code ..}. */
    private static String page(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** Whether an OpenID Connect provider says who somebody is. */
    static boolean asksProvider(Config config) {
        return config.getOptionalValue("ai.identity", String.class)
                .filter("oidc"::equals)
                .isPresent();
    }

    static boolean mayEnter(HttpServletRequest request) {
        return request.getUserPrincipal() != null
                && Stream.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN).anyMatch(request::isUserInRole);
    }

    /** Whether the provider has said who it is, and they may enter; otherwise the answer leads to where they can say so. */
    private boolean signsIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (asksProvider(config) && request.getUserPrincipal() == null && !request.authenticate(response)) {
            return false;
        }
        if (mayEnter(request)) {
            return true;
        }
        sendToLogin(request, response);
        return false;
    }

    private static void sendToLogin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
            response.setContentType("text/xml");
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + LOGIN
                            + "\"></redirect></partial-response>");
        } else {
            response.sendRedirect(Destination.afterLogin(request, page(request)));
        }
    }
}
