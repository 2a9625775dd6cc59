package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.inference.ShadowRecord;
import org.esmap.ai.core.inference.Verdict;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * The versions under watch on this node: of each model the one on trial, and the live one while its promotion is recent.
 * Thread-safe. While none is, an observed request costs one look into an empty map.
 *
 * <p>Invariant: watches begin and end behind the lock of this object, by the latest deployment that has been looked at.
 */
@ApplicationScoped
class Watches {
    private final WatchSettings settings;
    private final Event<Suspicion> suspicions;
    private final Map<ModelId, Watched> watched = new ConcurrentHashMap<>();
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

    /**
     * What is watched of a model.
     *
     * @param answers   the version that is live
     * @param before    the one before it
     * @param live      the watch of the live version, since it was {@code promoted}
     * @param candidate the watch of the one on trial
     */
    private record Watched(
            Version answers,
            @Nullable Version before,
            @Nullable Watch live,
            @Nullable Instant promoted,
            @Nullable Watch candidate) {
        List<Watch> all() {
            return Stream.of(live, candidate).filter(Objects::nonNull).toList();
        }

        /**
         * Those that look at what {@code version} does: its own, and that of the version that is measured by it, which for the
         * one before is the live one, for the live one the candidate. Others, such as one that was on trial, measure nobody.
         */
        List<Watch> lookingAt(Version version) {
            if (candidate != null && candidate.subject().equals(version)) {
                return List.of(candidate);
            }
            if (answers.equals(version)) {
                return all();
            }
            return live != null && version.equals(before) ? List.of(live) : List.of();
        }

        Watched withoutLive() {
            return new Watched(answers, before, null, null, candidate);
        }
    }

    /**
     * Begins, goes on with, or ends watches as a deployment wants it.
     *
     * @param promoted when its live version was promoted; null where it became live in another way
     */
    synchronized void watch(Deployment row, @Nullable Instant promoted) {
        if (knows(row)) {
            return;
        }
        epochs.put(row.model(), row.epoch());
        Watch live = promoted != null && fresh(promoted) ? alone(row, promoted) : null;
        Watch candidate = row.candidate()
                .map(version -> new Watch(version, false, settings))
                .orElse(null);
        keep(row.model(), new Watched(row.live(), row.previous().orElse(null), live, promoted, candidate));
    }

    private void keep(ModelId model, Watched now) {
        if (now.all().isEmpty()) {
            watched.remove(model);
        } else {
            watched.put(model, now);
        }
    }

    /**
     * The watch of the live version. That of the same promotion goes on, and so does that of its trial, unless it has given its
     * verdict, which it does once: then the trial was ended, and this node has passed over that.
     */
    private Watch alone(Deployment row, Instant promoted) {
        Watched before = watched.get(row.model());
        if (before != null && before.live() != null && promoted.equals(before.promoted())) {
            return before.live();
        }
        Watch tried = before == null ? null : before.candidate();
        if (tried != null && tried.subject().equals(row.live()) && !tried.spent()) {
            tried.goOnAlone();
            return tried;
        }
        return new Watch(row.live(), true, settings);
    }

    /** Whether this deployment, or a later one, has been looked at. */
    boolean knows(Deployment row) {
        Long known = epochs.get(row.model());
        return known != null && known >= row.epoch();
    }

    private boolean fresh(Instant promoted) {
        return Duration.between(promoted, Instant.now()).compareTo(settings.after()) < 0;
    }

    /** Ends the watch of a version that has been live long enough. */
    synchronized void endWhenOld(ModelId model) {
        Watched now = watched.get(model);
        if (now != null && now.promoted() != null && !fresh(now.promoted())) {
            keep(model, now.withoutLive());
        }
    }

    /** The watches of a model, the live version's first. */
    List<Watch> of(ModelId model) {
        Watched now = watched.get(model);
        return now == null ? List.of() : now.all();
    }

    /** The watch of the version on trial. */
    Optional<Watch> candidate(ModelId model) {
        return Optional.ofNullable(watched.get(model)).map(Watched::candidate);
    }

    boolean enough(Watch watch) {
        return watch.answers() >= settings.minimum();
    }

    void observe(@Observes InferenceRecord record) {
        for (Watch watch : lookingAt(record.model(), record.version())) {
            suspect(record.model(), watch, watch.see(record));
        }
    }

    void observe(@Observes ShadowRecord record) {
        for (Watch watch : lookingAt(record.model(), record.version())) {
            suspect(record.model(), watch, watch.see(record));
        }
    }

    void observe(@Observes Verdict word) {
        for (Watch watch : lookingAt(word.model(), word.version())) {
            suspect(word.model(), watch, watch.see(word));
        }
    }

    private List<Watch> lookingAt(ModelId model, Version version) {
        Watched now = watched.get(model);
        return now == null ? List.of() : now.lookingAt(version);
    }

    void suspect(ModelId model, Watch watch, Optional<String> why) {
        why.ifPresent(reason -> suspicions.fire(new Suspicion(model, watch.subject(), reason)));
    }
}
