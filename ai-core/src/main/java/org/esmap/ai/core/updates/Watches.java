package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.ShadowRecord;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.versions.Change;
import org.esmap.ai.core.versions.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * The versions under watch on this node. Thread-safe. While none is, an observed request costs one look into an empty map.
 *
 * <p>Invariant: watches begin and end behind the lock of this object, by the latest deployment that has been looked at.
 */
@ApplicationScoped
class Watches {
    private final WatchSettings settings;
    private final Event<Suspicion> suspicions;
    private final Map<ModelId, Watch> watches = new ConcurrentHashMap<>();
    private final Map<ModelId, Long> epochs = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Watches() {
        this(null, null);
    }

    @Inject
    Watches(WatchSettings settings, Event<Suspicion> suspicions) {
        this.settings = settings;
        this.suspicions = suspicions;
    }

    /** Begins, goes on with, or ends a watch as a deployment wants it. */
    synchronized void watch(Deployment row, Change.Kind kind) {
        if (knows(row)) {
            return;
        }
        epochs.put(row.model(), row.epoch());
        if (row.candidate().isPresent()) {
            watches.put(row.model(), new Watch(row.candidate().get(), false, settings));
        } else if (kind == Change.Kind.PROMOTE && fresh(row)) {
            Watch before = watches.get(row.model());
            if (before != null && before.subject().equals(row.live())) {
                before.goOnAlone();
            } else {
                watches.put(row.model(), new Watch(row.live(), true, settings));
            }
        } else {
            watches.remove(row.model());
        }
    }

    /** Whether this deployment, or a later one, has been looked at. */
    boolean knows(Deployment row) {
        Long known = epochs.get(row.model());
        return known != null && known >= row.epoch();
    }

    private boolean fresh(Deployment row) {
        return Duration.between(row.since(), Instant.now()).compareTo(settings.after()) < 0;
    }

    /** Ends the watch of a version that has been live long enough; does nothing where a later deployment is watched by now. */
    synchronized void endWhenOld(Deployment row) {
        boolean latest = Objects.equals(epochs.get(row.model()), row.epoch());
        if (latest && row.candidate().isEmpty() && !fresh(row)) {
            watches.remove(row.model());
        }
    }

    Optional<Watch> of(ModelId model) {
        return Optional.ofNullable(watches.get(model));
    }

    boolean enough(@Nullable Watch watch) {
        return watch != null && watch.answers() >= settings.minimum();
    }

    void observe(@Observes InferenceRecord record) {
        Watch watch = watches.get(record.model());
        if (watch != null) {
            suspect(record.model(), watch, watch.see(record));
        }
    }

    void observe(@Observes ShadowRecord record) {
        Watch watch = watches.get(record.model());
        if (watch != null) {
            suspect(record.model(), watch, watch.see(record));
        }
    }

    void observe(@Observes Verdict word) {
        Watch watch = watches.get(word.model());
        if (watch != null) {
            suspect(word.model(), watch, watch.see(word));
        }
    }

    void suspect(ModelId model, Watch watch, Optional<String> why) {
        why.ifPresent(reason -> suspicions.fire(new Suspicion(model, watch.subject(), reason)));
    }
}
