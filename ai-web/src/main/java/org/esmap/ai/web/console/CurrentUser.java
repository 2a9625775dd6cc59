package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.security.Role;

/** Who looks at the page, and what they may do. */
@Named("me")
@RequestScoped
public class CurrentUser {
    @Inject
    private HttpServletRequest request;

    /** The name that they logged in with; empty before. */
    public String getName() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }

    /** Whether they may use the console at all. */
    public boolean isKnown() {
        return ConsoleFilter.mayEnter(request);
    }

    /** Whether they may change versions and schedules. */
    public boolean isOperator() {
        return request.isUserInRole(Role.OPERATOR) || isAdmin();
    }

    /** Whether they may manage keys. */
    public boolean isAdmin() {
        return request.isUserInRole(Role.ADMIN);
    }

    /** Who acts, for the audit trail. */
    Caller caller() {
        return new Caller(getName(), request.getRemoteAddr());
    }

    /** The caller, who must be an operator. A page hides what it does not allow; this is what forbids it. */
    Caller operator() {
        return permitted(isOperator(), Role.OPERATOR);
    }

    /** The caller, who must be an administrator. */
    Caller administrator() {
        return permitted(isAdmin(), Role.ADMIN);
    }

    private Caller permitted(boolean may, String role) {
        if (!may) {
            throw new AiException(ErrorCode.FORBIDDEN, "The role " + role + " is needed for this.");
        }
        return caller();
    }

    /** Ends the session. */
    public String logOut() throws ServletException {
        request.logout();
        if (request.getSession(false) != null) {
            request.getSession(false).invalidate();
        }
        return "/login.xhtml?faces-redirect=true";
    }
}
