package org.esmap.ai.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.updates.Imports;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.History;

/** One model: its card, who answers, and what was live before. */
@Named("modelPage")
@RequestScoped
public class ModelPage {
    private static final int CHANGES = 50;

    @Inject
    private HttpServletRequest request;

    @Inject
    private Registry registry;

    @Inject
    private Deployments deployments;

    @Inject
    private Imports imports;

    private String id = "";

    /** What the page is about is known before Faces decodes the forms on it; every form carries it. */
    @PostConstruct
    void begin() {
        id = Objects.requireNonNullElse(request.getParameter("id"), "");
    }

    /** A change of who answers. */
    public record Step(String at, String kind, String live, String candidate, String trial, String by, String reason) {}

    public String getId() {
        return id;
    }

    /** Whether the platform has such a model. */
    public boolean isKnown() {
        return registry.ids().contains(id);
    }

    Model model() {
        return registry.model(id);
    }

    private Optional<ModelManifest> manifest() {
        return registry.traffic(model().id()).map(Traffic::live).map(LoadedVersion::manifest);
    }

    public String getTitle() {
        return manifest().map(ModelManifest::title).orElse(id);
    }

    public String getDescription() {
        return manifest().map(ModelManifest::description).orElse("");
    }

    public String getTask() {
        return manifest().map(ModelManifest::task).orElse("–");
    }

    public String getLicence() {
        return manifest().map(ModelManifest::licence).orElse("–");
    }

    /** Whether a Hugging Face export can become a version of it. */
    public boolean isExportable() {
        return imports.takesExports(model());
    }

    public String getRuntime() {
        return manifest().map(m -> m.runtime().name()).orElse("–");
    }

    /** What was measured before delivery of the version that is live. */
    public List<ModelManifest.Measurement> getQuality() {
        return manifest().map(ModelManifest::quality).orElse(List.of());
    }

    private Optional<Deployment> deployment() {
        return deployments.find(model().id());
    }

    public String getLive() {
        return deployment().map(d -> d.live().value()).orElse("–");
    }

    /** Why this server answers with another version than the live one, or not at all; empty where it does as it should. */
    public String getTrouble() {
        return registry.trouble(model().id()).orElse("");
    }

    /** The version that this server answers with. */
    public String getAnswering() {
        return manifest().map(m -> m.version().value()).orElse("–");
    }

    public String getPrevious() {
        return deployment().flatMap(Deployment::previous).map(Object::toString).orElse("–");
    }

    /** Raised by every change: forms send it back, so that nobody acts on an old view. */
    public long getEpoch() {
        return deployment().map(Deployment::epoch).orElse(0L);
    }

    public boolean isTrial() {
        return deployment().flatMap(Deployment::candidate).isPresent();
    }

    /** Whether there is a trial to end or a version to go back to. */
    public boolean isReversible() {
        return deployment()
                .filter(d -> d.candidate().isPresent() || d.previous().isPresent())
                .isPresent();
    }

    /** The trial under way, in words. */
    public String getTrialText() {
        return deployment()
                .filter(d -> d.candidate().isPresent())
                .map(d -> d.candidate().get() + " " + d.trial() + (d.percent() > 0 ? ", " + d.percent() + " %" : "")
                        + ", until " + Shown.moment(d.bakeUntil()))
                .orElse("");
    }

    /** How much of the trial's time has passed, in percent. */
    public int getTrialProgress() {
        return deployment().map(ModelPage::progress).orElse(0);
    }

    private static int progress(Deployment row) {
        Instant end = row.bakeUntil();
        if (end == null) {
            return 0;
        }
        long all = Math.max(1, Duration.between(row.since(), end).toMillis());
        long passed = Duration.between(row.since(), Instant.now()).toMillis();
        return (int) Math.max(0, Math.min(100, 100 * passed / all));
    }

    /** The changes, newest first. */
    public List<Step> getHistory() {
        return deployments.history(model().id(), CHANGES).stream()
                .map(ModelPage::step)
                .toList();
    }

    private static Step step(History change) {
        return new Step(
                Shown.moment(change.at()),
                change.kind().word(),
                change.live(),
                Shown.text(change.candidate()),
                change.trial() == null
                        ? "–"
                        : change.trial().name().toLowerCase(Locale.ROOT)
                                + (change.percent() > 0 ? " " + change.percent() + " %" : ""),
                change.changedBy(),
                change.reason());
    }
}
