package org.esmap.ai.web.callers;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.esmap.ai.core.security.Caller;

/** Names the caller of a request. */
public final class Callers {
    private Callers() {}

    /** The authenticated name, or {@code anonymous}, and the address that the request came from. */
    public static Caller of(SecurityContext security, HttpServletRequest request) {
        Principal principal = security.getUserPrincipal();
        return new Caller(principal == null ? Caller.ANONYMOUS : principal.getName(), request.getRemoteAddr());
    }
}
