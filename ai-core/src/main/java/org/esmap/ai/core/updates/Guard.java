package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Withdraws versions that turn out bad, ends trials whose time is over, puts golden cases to watched versions again, and has
 * live ones settled. Thread-safe.
 */
@ApplicationScoped
class Guard {
    private static final Logger LOG = System.getLogger(Guard.class.getName());
    private static final Duration GOLDEN_EVERY = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final int GOLDEN_AT_ONCE = 20;
    private static final int TIMED_AT_ONCE = 3;

    private final Promotions promotions;
    private final Deployments deployments;
    private final Watches watches;
    private final Registry registry;
    private final Event<Alert> alerts;
    private final ExecutorService workers;
    private final Map<ModelId, Instant> nextGolden = new ConcurrentHashMap<>();
    private final Set<Suspicion> unfinished = ConcurrentHashMap.newKeySet();

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
        try {
            workers.execute(() -> withdraw(suspicion));
        } catch (RuntimeException | Error noThread) {
            keep(suspicion, noThread);
        }
    }

    private void withdraw(Suspicion suspicion) {
        Throwable why;
        int attempts = 0;
        do {
            try {
                if (promotions.withdraw(suspicion.model(), suspicion.version(), suspicion.why())) {
                    alert(Alert.WITHDRAWN, suspicion, "Withdrawn for " + suspicion.why());
                }
                unfinished.remove(suspicion);
                return;
            } catch (RuntimeException | Error e) {
                why = e;
            }
        } while (++attempts < ATTEMPTS && conflict(why)); // another node may have decided something else meanwhile
        keep(suspicion, why);
    }

    /** Later rounds try again; operators hear of it once. */
    private void keep(Suspicion suspicion, Throwable why) {
        if (!unfinished.add(suspicion)) {
            return;
        }
        LOG.log(Level.ERROR, "Version " + suspicion.version() + " cannot be withdrawn yet", why);
        alert(
                Alert.NOT_WITHDRAWN,
                suspicion,
                "To be withdrawn for " + suspicion.why() + "; not possible yet: " + why.getMessage());
    }

    private void alert(String kind, Suspicion suspicion, String detail) {
        alerts.fire(new Alert(Instant.now(), kind, suspicion.model(), suspicion.version(), detail));
    }

    /** One round over the deployments; called every few seconds by one thread while the database answers. */
    void round() {
        unfinished.forEach(this::withdraw);
        for (Deployment row : deployments.all()) {
            if (registry.traffic(row.model()).isEmpty()) {
                continue;
            }
            try {
                settle(row.model());
                look(row);
            } catch (RuntimeException | Error e) { // one model's trouble is no other's
                Level level = conflict(e) ? Level.DEBUG : Level.WARNING;
                LOG.log(level, "The trial of " + row.model() + " could not be looked after", e);
            }
        }
    }

    private static boolean conflict(Throwable e) {
        return e instanceof AiException known && known.code() == ErrorCode.CONFLICT;
    }

    /** On another thread, as golden cases are put to a watched version. */
    private void settle(ModelId model) {
        if (registry.settleDue(model)) {
            workers.execute(() -> registry.settle(model));
        }
    }

    private void look(Deployment row) {
        if (!watches.knows(row)) {
            watches.watch(row, deployments.promoted(row).orElse(null));
        }
        watches.endWhenOld(row.model());
        List<Watch> watched = watches.of(row.model());
        if (!watched.isEmpty()) {
            askGolden(row.model(), watched);
        }
        Instant end = row.bakeUntil();
        if (row.candidate().isEmpty() || end == null || Instant.now().isBefore(end)) {
            return;
        }
        watches.candidate(row.model())
                .filter(watch -> row.trial() == Strategy.SHADOW || watches.enough(watch))
                .ifPresent(watch -> promotions.endTrial(row, "bake time over: " + watch.summary()));
    }

    /** On another thread: a version that is slow must not hold up what else a round has to do. */
    private void askGolden(ModelId model, List<Watch> watched) {
        Instant now = Instant.now();
        if (now.isBefore(nextGolden.getOrDefault(model, now))) {
            return;
        }
        nextGolden.put(model, Instant.MAX); // until this time is over
        try {
            workers.execute(() -> {
                try {
                    registry.traffic(model)
                            .ifPresent(traffic -> watched.forEach(watch -> askGolden(model, watch, traffic)));
                } finally {
                    nextGolden.put(model, Instant.now().plus(GOLDEN_EVERY));
                }
            });
        } catch (RuntimeException | Error noThread) {
            nextGolden.remove(model);
            throw noThread;
        }
    }

    private void askGolden(ModelId model, Watch watch, Traffic traffic) {
        LoadedVersion subject = held(traffic.version(watch.subject()).orElse(null));
        LoadedVersion before = subject == null || !watch.alone() ? null : held(traffic.previous());
        try {
            Optional<Golden.Case> longest = subject == null ? Optional.empty() : askAll(model, watch, subject);
            if (before != null) {
                longest.ifPresent(one -> time(model, watch, one, before, subject));
            }
        } finally {
            Stream.of(subject, before).filter(Objects::nonNull).forEach(LoadedVersion::leave);
        }
    }

    private static @Nullable LoadedVersion held(@Nullable LoadedVersion version) {
        return version != null && version.enter() ? version : null;
    }

    /** Puts the golden cases to a version; the one that took longest. */
    private Optional<Golden.Case> askAll(ModelId model, Watch watch, LoadedVersion version) {
        Golden.Case longest = null;
        long most = -1;
        for (Golden.Case one : version.golden().stream().limit(GOLDEN_AT_ONCE).toList()) {
            GoldenRun.Outcome outcome = GoldenRun.of(version, one);
            watches.suspect(model, watch, watch.seeGolden(outcome.passed()));
            if (outcome.nanos() > most) {
                most = outcome.nanos();
                longest = one;
            }
        }
        return Optional.ofNullable(longest);
    }

    /** Times one case on the version before and on the subject in turn, so that both meet the machine in the same state. */
    private void time(ModelId model, Watch watch, Golden.Case one, LoadedVersion before, LoadedVersion subject) {
        for (int i = 0; i < TIMED_AT_ONCE; i++) {
            long other = GoldenRun.of(before, one).nanos();
            watches.suspect(
                    model,
                    watch,
                    watch.seeTimes(other, GoldenRun.of(subject, one).nanos()));
        }
    }
}
