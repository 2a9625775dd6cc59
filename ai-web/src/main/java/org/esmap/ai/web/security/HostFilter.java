package org.esmap.ai.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.esmap.ai.web.errors.Problem;
import org.esmap.ai.web.errors.ProblemJson;

/**
 * Stands before what answers, which is why web.xml names it. Where the server listens on the loopback address, refuses
 * requests to any other host: the page of a site whose name has come to lead to this machine (DNS rebinding) sends them to
 * the site's name, and would be taken for a program of this machine. A request that names no host comes from no browser.
 */
public class HostFilter extends HttpFilter {
    private static final int LONGEST_SHOWN = 64;

    private final boolean loopback;

    /** For the container. */
    public HostFilter() {
        this(ListeningAddress.of(ConfigProvider.getConfig()));
    }

    HostFilter(ListeningAddress address) {
        this.loopback = address.loopback();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getServerName(); // where the request names none, the address that it came to
        if (loopback && !new ListeningAddress(host).loopback()) {
            ProblemJson.send(response, refusal(host), request.getRequestURI());
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Problem refusal(String host) {
        return Problem.plain(
                403,
                "forbidden",
                "The caller may not do this",
                "The request was sent to the host '"
                        + (host.length() > LONGEST_SHOWN ? host.substring(0, LONGEST_SHOWN) + "…" : host)
                        + "', and the server serves this machine alone: send it to localhost, 127.0.0.1 or [::1]. To"
                        + " serve others, set AI_HOST to an address of this machine.");
    }
}
