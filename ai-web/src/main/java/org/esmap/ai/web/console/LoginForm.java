package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.web.callers.LoginBrake;

/** Logging in by name and password against the container's users. */
@Named("login")
@RequestScoped
public class LoginForm {
    private static final Logger LOG = System.getLogger(LoginForm.class.getName());

    @Inject
    private HttpServletRequest request;

    @Inject
    private LoginBrake brake;

    @Inject
    private Notices notices;

    @Inject
    private Config config;

    private String name = "";
    private String password = "";

    /** Whether a provider can be asked instead, now or again. */
    public boolean isProvider() {
        return ConsoleFilter.asksProvider(config);
    }

    /** The page that is shown after the log-in. */
    public String getTo() {
        return Destination.of(request.getParameter("to"));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name.strip();
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /**
     * Leads to the page that was asked for, else to the overview; or stays and says why not, in the same words for an
     * unknown name and a wrong password.
     */
    public String enter() throws ServletException, IOException {
        String address = request.getRemoteAddr();
        if (!brake.open(name, address)) {
            notices.refused(notices.text("login.braked"));
            return "";
        }
        try {
            if (request.getUserPrincipal() != null) {
                request.logout();
            }
            request.login(name, password);
        } catch (ServletException e) {
            brake.failed(name, address);
            LOG.log(Level.WARNING, "A log-in to the console failed, from {0}", address);
            notices.refused(notices.text("login.failed"));
            return "";
        }
        if (!ConsoleFilter.mayEnter(request)) {
            request.logout();
            notices.refused(notices.text("login.norole"));
            return "";
        }
        brake.succeeded(name, address);
        if (request.getSession(false) != null) {
            request.changeSessionId(); // somebody else may know the old one
        }
        FacesContext.getCurrentInstance().getExternalContext().redirect(getTo());
        return "";
    }
}
