package org.esmap.ai.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.FieldError;

/** What the console tells of an act: that it was done, or why it was refused, in the core's words. */
@ApplicationScoped
class Notices {
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.esmap.ai.web.console.texts");

    /** Something that may be refused. */
    interface Act {
        void run();
    }

    /** Carries out an act and tells its outcome; {@code done} is a key of the texts. Whether it was done. */
    boolean tell(Act act, String done, Object... details) {
        try {
            act.run();
        } catch (AiException refusal) {
            refused(refusal);
            return false;
        }
        add(FacesMessage.SEVERITY_INFO, text(done, details));
        return true;
    }

    void refused(String why) {
        add(FacesMessage.SEVERITY_ERROR, why);
    }

    /** Every wrong place with what would be right there. */
    void refused(AiException refusal) {
        if (refusal.errors().isEmpty()) {
            refused(String.valueOf(refusal.getMessage()));
        }
        for (FieldError error : refusal.errors()) {
            String allowed = error.allowed() == null ? "" : " " + text("allowed", error.allowed());
            refused((error.pointer() + " " + error.message() + "." + allowed).strip());
        }
    }

    String text(String key, Object... details) {
        return details.length == 0 ? TEXTS.getString(key) : MessageFormat.format(TEXTS.getString(key), details);
    }

    private static void add(FacesMessage.Severity severity, String text) {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.addMessage(null, new FacesMessage(severity, text, null));
        if (faces.getExternalContext().getSession(false) != null) { // strangers stay on their page, and get no session
            faces.getExternalContext().getFlash().setKeepMessages(true);
        }
    }
}
