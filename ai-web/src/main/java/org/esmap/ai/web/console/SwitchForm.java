package org.esmap.ai.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.updates.Promotion;
import org.esmap.ai.core.updates.Promotions;
import org.esmap.ai.core.updates.Validations;
import org.jspecify.annotations.Nullable;

/** Validating, promoting and rolling back. Acts on the view that the operator has seen, never on a newer one. */
@Named("change")
@RequestScoped
public class SwitchForm {
    @Inject
    private HttpServletRequest request;

    @Inject
    private Registry registry;

    @Inject
    private Promotions promotions;

    @Inject
    private PromotionFields how;

    @Inject
    private Validations validations;

    @Inject
    private CurrentUser me;

    @Inject
    private TrendPage trend;

    @Inject
    private Notices notices;

    private String version = "";
    private String promotionReason = "";
    private String rollbackReason = "";

    /** Begins the validation of a version. */
    public void validate(String model, String number) {
        notices.tell(
                () -> validations.begin(registry.model(model).id(), number(number), me.operator()),
                "done.validating",
                number);
    }

    /** Promotes the version chosen and shows the page anew; a form that is refused stays as it was filled in. */
    public @Nullable String promote(String model) {
        boolean done = notices.tell(
                () -> promotions.promote(
                        registry.model(model).id(),
                        number(version),
                        new Promotion(how.chosen(), how.getPercent(), how.getBakeSeconds(), given(promotionReason)),
                        seen(),
                        me.operator()),
                "done.promoted",
                version);
        return done ? back(model) : null;
    }

    /** Ends a trial, or lets the version before answer again. */
    public @Nullable String rollBack(String model) {
        boolean done = notices.tell(
                () -> promotions.rollBack(
                        registry.model(model).id(), null, given(rollbackReason), seen(), me.operator()),
                "done.rolledback");
        return done ? back(model) : null;
    }

    private String back(String model) {
        return "/model.xhtml?faces-redirect=true&id=" + model + "&window=" + trend.getWindow();
    }

    private static String given(String reason) {
        if (reason.isBlank()) {
            throw AiException.invalid("/reason", "say why, for the audit trail");
        }
        return reason;
    }

    /** The deployment that the operator has looked at, as the page wrote it into the form. */
    private Long seen() {
        String epoch = request.getParameter("epoch");
        if (epoch == null || !epoch.matches("\\d{1,18}")) {
            throw AiException.invalid("/epoch", "the form does not say what it acts on; load the page again");
        }
        return Long.valueOf(epoch);
    }

    private static Version number(String text) {
        if (!Version.isVersion(text)) {
            throw AiException.invalid("/version", "not a version", "a number such as 1.2.0");
        }
        return new Version(text);
    }

    public String getVersion() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }

    public String getPromotionReason() {
        return promotionReason;
    }

    public void setPromotionReason(String promotionReason) {
        this.promotionReason = promotionReason;
    }

    public String getRollbackReason() {
        return rollbackReason;
    }

    public void setRollbackReason(String rollbackReason) {
        this.rollbackReason = rollbackReason;
    }
}
