package org.esmap.ai.web.security;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Lets callers with one of some roles pass. */
@Priority(Priorities.AUTHORIZATION)
final class Guard implements ContainerRequestFilter {
    private final List<String> roles;

    /** @param roles any of which will do; empty where any known caller will do */
    Guard(List<String> roles) {
        this.roles = roles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SecurityContext caller = request.getSecurityContext();
        if (caller.getUserPrincipal() == null) {
            throw new AiException(
                    ErrorCode.UNAUTHENTICATED, "Send credentials: HTTP Basic, a Bearer token or an API key.");
        }
        if (!roles.isEmpty() && roles.stream().noneMatch(caller::isUserInRole)) {
            throw new AiException(ErrorCode.FORBIDDEN, "One of these roles is needed: " + String.join(", ", roles));
        }
    }

    List<String> roles() {
        return roles;
    }
}
