package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.core.versions.Change;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.Strategy;

/**
 * Withdraws versions that turn out bad, ends trials whose time is over, and puts golden cases to watched versions again.
 * Thread-safe.
 */
@ApplicationScoped
class Guard {
    private static final Logger LOG = System.getLogger(Guard.class.getName());
    private static final Duration GOLDEN_EVERY = Duration.ofSeconds(10);

    private final Promotions promotions;
    private final Deployments deployments;
    private final Watches watches;
    private final Registry registry;
    private final Event<Alert> alerts;
    private final ExecutorService workers;
    private final Map<ModelId, Instant> nextGolden = new ConcurrentHashMap<>();
    private final Map<ModelId, Suspicion> unfinished = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Guard() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Guard(
            Promotions promotions,
            Deployments deployments,
            Watches watches,
            Registry registry,
            Event<Alert> alerts,
            @Workers ExecutorService workers) {
        this.promotions = promotions;
        this.deployments = deployments;
        this.watches = watches;
        this.registry = registry;
        this.alerts = alerts;
        this.workers = workers;
    }

    /** Comes on the thread that answers a request: the work is done on another. */
    void hear(@Observes Suspicion suspicion) {
        workers.execute(() -> withdraw(suspicion));
    }

    private void withdraw(Suspicion suspicion) {
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                if (promotions.withdraw(suspicion.model(), suspicion.version(), suspicion.why())) {
                    alerts.fire(new Alert(
                            Instant.now(),
                            "automatic-rollback",
                            suspicion.model(),
                            suspicion.version(),
                            "Withdrawn for " + suspicion.why()));
                }
                return;
            } catch (AiException e) {
                if (e.code() != ErrorCode.CONFLICT) {
                    LOG.log(Level.ERROR, "Version " + suspicion.version() + " cannot be withdrawn yet", e);
                    unfinished.put(suspicion.model(), suspicion);
                    return;
                }
            }
        }
    }

    /** One round over the deployments; called every few seconds by one thread while the database answers. */
    void round() {
        for (Suspicion suspicion : unfinished.values()) {
            unfinished.remove(suspicion.model());
            withdraw(suspicion);
        }
        for (Deployment row : deployments.all()) {
            if (registry.traffic(row.model()).isEmpty()) {
                continue;
            }
            try {
                look(row);
            } catch (AiException e) {
                Level level = e.code() == ErrorCode.CONFLICT ? Level.DEBUG : Level.WARNING;
                LOG.log(level, "The trial of " + row.model() + " could not be looked after", e);
            }
        }
    }

    private void look(Deployment row) {
        if (!watches.knows(row)) {
            watches.watch(row, lastKind(row));
        }
        watches.endWhenOld(row);
        Watch watch = watches.of(row.model()).orElse(null);
        if (watch == null) {
            return;
        }
        askGolden(row.model(), watch);
        Instant end = row.bakeUntil();
        if (row.candidate().isEmpty() || end == null || Instant.now().isBefore(end)) {
            return;
        }
        if (row.trial() == Strategy.SHADOW || watches.enough(watch)) {
            promotions.endTrial(row, "bake time over: " + watch.summary());
        }
    }

    private Change.Kind lastKind(Deployment row) {
        if (row.candidate().isPresent()) {
            return Change.Kind.START_CANARY;
        }
        return deployments.history(row.model(), 1).stream()
                .findFirst()
                .map(change -> change.kind())
                .orElse(Change.Kind.FIRST_START);
    }

    private void askGolden(ModelId model, Watch watch) {
        Instant now = Instant.now();
        Instant due = nextGolden.getOrDefault(model, now);
        if (now.isBefore(due)) {
            return;
        }
        nextGolden.put(model, now.plus(GOLDEN_EVERY));
        registry.traffic(model).stream()
                .flatMap(traffic -> traffic.versions().stream())
                .filter(version -> version.manifest().version().equals(watch.subject()))
                .findFirst()
                .filter(LoadedVersion::enter)
                .ifPresent(version -> askGolden(model, watch, version));
    }

    private void askGolden(ModelId model, Watch watch, LoadedVersion version) {
        try {
            for (Golden.Case one : version.golden().stream().limit(20).toList()) {
                watches.suspect(
                        model, watch, watch.seeGolden(GoldenRun.of(version, one).passed()));
            }
        } finally {
            version.leave();
        }
    }
}
