package org.esmap.ai.web.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.State;
import org.esmap.ai.core.versions.Versions;

/** One version: its state, the validation under way and the report of the last. */
@Named("versionPage")
@RequestScoped
public class VersionPage {
    @Inject
    private HttpServletRequest request;

    @Inject
    private Registry registry;

    @Inject
    private Versions versions;

    private String model = "";
    private String number = "";

    /** What the page is about is known before Faces decodes the forms on it; every form carries it. */
    @PostConstruct
    void begin() {
        model = Objects.requireNonNullElse(request.getParameter("model"), "");
        number = Objects.requireNonNullElse(request.getParameter("number"), "");
    }

    /** A check of a validation. */
    public record Check(String name, boolean passed, String detail) {}

    public String getModel() {
        return model;
    }

    public String getNumber() {
        return number;
    }

    /** Whether there is such a version. */
    public boolean isKnown() {
        return registry.ids().contains(model)
                && Version.isVersion(number)
                && versions.find(registry.model(model).id(), new Version(number))
                        .isPresent();
    }

    private ModelVersion version() {
        return versions.get(registry.model(model).id(), new Version(number));
    }

    public String getState() {
        return version().state().name();
    }

    public String getDigest() {
        return version().digest();
    }

    public String getCreated() {
        return Shown.moment(version().created()) + ", " + version().createdBy();
    }

    /** How far the validation has come, in percent. */
    public int getProgress() {
        return version().progress();
    }

    public boolean isValidating() {
        return version().state() == State.VALIDATING;
    }

    public boolean isValidatable() {
        return version().state().mayBecome(State.VALIDATING);
    }

    private JsonNode report() {
        String report = version().report();
        try {
            return report == null ? MissingNode.getInstance() : StrictJson.MAPPER.readTree(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report that was kept can be read", e);
        }
    }

    /** The checks of the last validation, in the order they were made. */
    public List<Check> getChecks() {
        List<Check> checks = new ArrayList<>();
        report().path("checks")
                .forEach(check -> checks.add(new Check(
                        check.path("name").asText(),
                        check.path("passed").asBoolean(),
                        check.path("detail").asText())));
        return checks;
    }
}
