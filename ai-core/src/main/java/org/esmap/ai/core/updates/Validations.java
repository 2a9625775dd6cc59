package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Versions;

/**
 * Validates versions off the caller's thread, one at a time on each node so that measuring is fair. Thread-safe. A
 * validation whose node died goes back to {@code UPLOADED} when its lease has ended.
 */
@ApplicationScoped
public class Validations {
    private static final Logger LOG = System.getLogger(Validations.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Versions versions;
    private final Registry registry;
    private final ArtefactStore store;
    private final TrialProcess trial;
    private final ValidationSettings settings;
    private final Leases leases;
    private final ExecutorService workers;
    private final Object oneAtATime = new Object();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Validations() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Validations(
            Versions versions,
            Registry registry,
            ArtefactStore store,
            TrialProcess trial,
            ValidationSettings settings,
            Leases leases,
            @Workers ExecutorService workers) {
        this.versions = versions;
        this.registry = registry;
        this.store = store;
        this.trial = trial;
        this.settings = settings;
        this.leases = leases;
        this.workers = workers;
    }

    /**
     * Begins a validation.
     *
     * @return whether the version passed, once that is known; the report is kept with the version. Fails where the
     *     validation broke off, which says nothing of the version
     * @throws AiException with {@code CONFLICT} where the version's state does not allow it, or where it is being
     *     validated already
     */
    public CompletableFuture<Boolean> begin(ModelId model, Version version, Caller caller) {
        if (!leases.take(lease(model, version), LEASE)) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + version + " of " + model + " is being validated. Wait for its report.");
        }
        try {
            ModelVersion begun = versions.beginValidation(model, version, caller);
            return CompletableFuture.supplyAsync(() -> validate(begun), workers);
        } catch (RuntimeException | Error e) {
            leases.giveBack(lease(model, version));
            throw e;
        }
    }

    private boolean validate(ModelVersion version) {
        synchronized (oneAtATime) {
            try {
                Report report = report(version);
                versions.endValidation(
                        version.model(), version.version(), report.passed(), report.text(), report.summary());
                LOG.log(
                        Level.INFO,
                        "{0} {1} {2} its validation",
                        version.model(),
                        version.version(),
                        report.passed() ? "passed" : "failed");
                return report.passed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw abandoned(version, e);
            } catch (ExecutionException e) {
                throw abandoned(version, e.getCause());
            } catch (RuntimeException | Error e) {
                throw abandoned(version, e);
            } finally {
                leases.giveBack(lease(version.model(), version.version()));
            }
        }
    }

    /**
     * The report of a validation; after twice its limit that of its being given up, since a text of the bundle that nothing can
     * interrupt, such as a regular expression without end, would hold up every validation after it.
     */
    private Report report(ModelVersion version) throws InterruptedException, ExecutionException {
        CompletableFuture<Report> run = CompletableFuture.supplyAsync(() -> run(version), workers);
        Duration most = settings.limit().multipliedBy(2);
        try {
            return run.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // its thread goes on: interrupted within a statement, it could close an H2 database
            Report late = new Report(version);
            late.check(
                    "time",
                    false,
                    "did not end within " + most.toSeconds()
                            + " s (twice ai.validation.limit) and was given up. What it"
                            + " was at may go on and hold a core until the server is restarted");
            return late;
        }
    }

    private Report run(ModelVersion version) {
        try {
            return new Validation(
                            store,
                            registry,
                            trial,
                            settings,
                            version,
                            percent -> versions.progress(version.model(), version.version(), percent))
                    .run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private IllegalStateException abandoned(ModelVersion version, Throwable why) {
        String what = "The validation of " + version.model() + " " + version.version() + " broke off";
        LOG.log(Level.ERROR, what, why);
        versions.abandonValidation(version.model(), version.version());
        return new IllegalStateException(what, why);
    }

    /** Gives up the validations of nodes that have died. */
    void clearAbandoned() {
        for (ModelVersion version : versions.validating()) {
            if (!leases.held(lease(version.model(), version.version()))) {
                versions.abandonValidation(version.model(), version.version());
            }
        }
    }

    private static String lease(ModelId model, Version version) {
        return "validate " + model + " " + version;
    }
}
