package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.ModelVersion;

/** One run of a scheduled update: find, verify, take in, validate, promote as the plan says. Thread-safe. */
@ApplicationScoped
class UpdateRun {
    private final Sources sources;
    private final Validations validations;
    private final Promotions promotions;
    private final Deployments deployments;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected UpdateRun() {
        this(null, null, null, null);
    }

    @Inject
    UpdateRun(Sources sources, Validations validations, Promotions promotions, Deployments deployments) {
        this.sources = sources;
        this.validations = validations;
        this.promotions = promotions;
        this.deployments = deployments;
    }

    /** Runs once; what came of it in one sentence. */
    String once(Model model, Plan plan) throws InterruptedException {
        var now = deployments.find(model.id());
        if (now.isEmpty()) {
            return "the model has not been live yet";
        }
        if (now.get().candidate().isPresent()) {
            return "passed over: version " + now.get().candidate().get() + " is still on trial";
        }
        long seen = now.get().epoch();
        Version live = now.get().live();
        Optional<ModelVersion> found = sources.fetchNewer(model, live, plan.source());
        if (found.isEmpty()) {
            return "nothing newer than " + live;
        }
        ModelVersion version = found.get();
        return switch (version.state()) {
            case REJECTED -> "version " + version.version() + " was rejected before";
            case RETIRED -> "version " + version.version() + " was live or on trial before, and made way";
            case VALIDATED -> promote(version, plan, seen);
            case UPLOADED ->
                validate(version) ? promote(version, plan, seen) : "version " + version.version() + " was rejected";
            case VALIDATING, CANARY, SHADOW, LIVE -> "version " + version.version() + " is " + version.state();
        };
    }

    private boolean validate(ModelVersion version) throws InterruptedException {
        try {
            return validations
                    .begin(version.model(), version.version(), Caller.PLATFORM)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The validation broke off", e.getCause());
        }
    }

    /** What others decided while the version was fetched and validated goes before what was planned. */
    private String promote(ModelVersion version, Plan plan, long seen) {
        Promotion how = new Promotion(plan.strategy(), plan.percent(), plan.bakeSeconds(), "scheduled update");
        try {
            promotions.promote(version.model(), version.version(), how, seen, Caller.PLATFORM);
        } catch (AiException e) {
            if (e.code() == ErrorCode.STALE_VIEW) {
                return "passed over: the deployment changed while version " + version.version() + " was made ready";
            }
            throw e;
        }
        return "version " + version.version() + " promoted, "
                + plan.strategy().name().toLowerCase(Locale.ROOT);
    }
}
