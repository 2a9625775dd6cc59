package org.esmap.ai.web.callers;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.esmap.ai.web.errors.Problem;

/** Tells what a page of another site sent by the browser of somebody who is logged in here. */
final class OtherSites {
    /** What the sender hears. */
    static final Problem REFUSAL = Problem.plain(
            403,
            "forbidden",
            "The caller may not do this",
            "Another site sent this request. Send it from here, or with a credential in a header. A proxy in between must"
                    + " pass the header Host on unchanged.");

    private OtherSites() {}

    /**
     * Whether a changing request comes from a page of another site. Browsers say so by {@code Sec-Fetch-Site} where the
     * connection can be trusted, and by {@code Origin} everywhere.
     */
    static boolean sent(HttpServletRequest request) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none"); // none: a user's own doing, or an extension's
        }
        String origin = request.getHeader("Origin");
        return origin != null && !authority(origin).equalsIgnoreCase(host(request));
    }

    /** Where the request was sent; HTTP/2 says it by a pseudo-header that is no header here. */
    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host != null) {
            return host;
        }
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return request.getServerName() + (usual ? "" : ":" + port);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
