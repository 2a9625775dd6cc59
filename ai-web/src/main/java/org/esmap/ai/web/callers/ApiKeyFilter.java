package org.esmap.ai.web.callers;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.keys.ApiKey;
import org.esmap.ai.core.keys.ApiKeys;

/** Takes the header {@code X-API-Key} for a credential. A key that is not good is refused, not passed over. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class ApiKeyFilter implements ContainerRequestFilter {
    /** Where a key is sent. */
    public static final String HEADER = "X-API-Key";

    @Inject
    private ApiKeys keys;

    @Override
    public void filter(ContainerRequestContext request) {
        String secret = request.getHeaderString(HEADER);
        if (secret == null) {
            return;
        }
        ApiKey key = keys.check(secret.strip())
                .orElseThrow(() -> new AiException(
                        ErrorCode.UNAUTHENTICATED, "The API key is unknown, revoked or past its time."));
        request.setSecurityContext(
                new KeyHolder(key, request.getSecurityContext().isSecure()));
    }

    /** A caller known by its key. */
    private record KeyHolder(ApiKey key, boolean secure) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return key::name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return key.role().equals(role);
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public String getAuthenticationScheme() {
            return "API-KEY";
        }
    }
}
