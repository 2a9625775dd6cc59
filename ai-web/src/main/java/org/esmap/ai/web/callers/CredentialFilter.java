package org.esmap.ai.web.callers;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route, named by web.xml. Slows down who guesses passwords by HTTP Basic, as the console's form
 * does: while the brake is on, a right password is answered like a wrong one. Refuses what a browser sends along with
 * another site's page: it would act for a cookie or a password that the browser adds, or for being on this machine, where
 * routes are open. Keys and tokens are no browser's doing and pass.
 */
public class CredentialFilter extends HttpFilter {
    private static final Logger LOG = System.getLogger(CredentialFilter.class.getName());
    private static final String BASIC = "Basic ";

    @Inject
    transient LoginBrake brake;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Problem problem = problem(request);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            ProblemJson.send(response, problem, request.getRequestURI());
        }
    }

    private @Nullable Problem problem(HttpServletRequest request) {
        String credential = request.getHeader("Authorization");
        boolean basic = credential != null && credential.regionMatches(true, 0, BASIC, 0, BASIC.length());
        boolean deliberate = credential != null && !basic || request.getHeader(ApiKeyFilter.HEADER) != null;
        if (!deliberate && OtherSites.sent(request)) {
            return OtherSites.REFUSAL;
        }
        return basic ? password(request, name(credential.substring(BASIC.length()))) : null;
    }

    private @Nullable Problem password(HttpServletRequest request, String name) {
        String address = request.getRemoteAddr();
        Duration wait = brake.closedFor(name, address);
        if (!wait.isZero()) {
            return braked(wait);
        }
        if (request.getUserPrincipal() == null) {
            brake.failed(name, address);
            LOG.log(Level.WARNING, "A log-in by HTTP Basic failed, from {0}", address);
            return wrong();
        }
        brake.succeeded(name, address);
        return null;
    }

    /** The name in a credential; empty where it is none. */
    private static String name(String base64) {
        try {
            String both = new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
            return both.contains(":") ? both.substring(0, both.indexOf(':')) : both;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Problem braked(Duration wait) {
        return new Problem(
                429,
                "too-many-attempts",
                "Too many wrong passwords",
                "Too many wrong passwords came from this address. Wait before you try again.",
                List.of(),
                wait,
                null);
    }

    private static Problem wrong() {
        return Problem.plain(401, "unauthenticated", "A caller is required", "The name or the password is wrong.");
    }
}
