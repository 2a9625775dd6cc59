package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Strategy;
import org.esmap.ai.core.versions.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Makes the registry answer as a deployment says. Thread-safe.
 *
 * <p>Invariant: a model's traffic is switched under its lock and only to a later epoch, so that an old view never
 * overtakes a new one.
 */
@ApplicationScoped
class Switchboard {
    private static final Logger LOG = System.getLogger(Switchboard.class.getName());

    private final Registry registry;
    private final ArtefactStore store;
    private final Versions versions;
    private final LivePointers pointers;
    private final ExecutorService workers;
    private final Map<ModelId, Place> places = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Switchboard() {
        this(null, null, null, null, null);
    }

    @Inject
    Switchboard(
            Registry registry,
            ArtefactStore store,
            Versions versions,
            LivePointers pointers,
            @Workers ExecutorService workers) {
        this.registry = registry;
        this.store = store;
        this.versions = versions;
        this.pointers = pointers;
        this.workers = workers;
    }

    /** A model's lock and what this node has carried out. */
    private static final class Place {
        private long epoch;
    }

    /** Does work while nothing else on this node switches the traffic of {@code model}. */
    <T> T exclusively(ModelId model, Supplier<T> work) {
        synchronized (place(model)) {
            return work.get();
        }
    }

    private Place place(ModelId model) {
        return places.computeIfAbsent(model, id -> new Place());
    }

    /** Opens a version off the traffic, or finds it open. */
    LoadedVersion open(ModelId model, Version version) {
        String digest = versions.get(model, version).digest();
        return routed(model, digest).orElseGet(() -> registry.load(store.open(digest)));
    }

    /** Gives up a version that {@link #open} opened and no traffic was switched to. */
    void giveUp(ModelId model, LoadedVersion version) {
        if (registry.traffic(model).filter(t -> t.versions().contains(version)).isEmpty()) {
            registry.discard(version);
        }
    }

    /** Carries out a deployment unless this or a later one has been. */
    void follow(Deployment row) {
        follow(row, null);
    }

    /**
     * Carries out a deployment. Who is to answer does so before a candidate is opened; where that fails, following the same
     * deployment again tries it again.
     *
     * @param opened a version of it that is open already; null for none
     */
    void follow(Deployment row, @Nullable LoadedVersion opened) {
        Place place = place(row.model());
        synchronized (place) {
            if (row.epoch() > place.epoch) {
                switchTo(row, opened);
                place.epoch = row.epoch();
            }
            if (row.epoch() == place.epoch) {
                openCandidate(row);
            }
        }
    }

    private void switchTo(Deployment row, @Nullable LoadedVersion opened) {
        ModelId model = row.model();
        LoadedVersion candidate =
                row.candidate().flatMap(version -> warm(model, version, opened)).orElse(null);
        LoadedVersion previous =
                row.previous().flatMap(version -> warm(model, version, opened)).orElse(null);
        LoadedVersion live = warm(model, row.live(), opened)
                .orElseGet(() -> open(model, row.live())); // last: nothing fails after it
        registry.route(model, traffic(row, live, previous, candidate));
        workers.execute(() -> keepPointer(model));
        LOG.log(Level.INFO, "{0} {1} is live, epoch {2}", model, row.live(), row.epoch());
        if (previous == null && row.previous().isPresent()) {
            workers.execute(() -> warmPrevious(row));
        }
    }

    private void openCandidate(Deployment row) {
        ModelId model = row.model();
        Traffic now = registry.traffic(model).orElse(null);
        if (now == null || now.candidate() != null || row.candidate().isEmpty()) {
            return;
        }
        LoadedVersion candidate = open(model, row.candidate().get());
        registry.route(model, traffic(row, now.live(), now.previous(), candidate));
    }

    /** The caller does not wait for the disk: the database has the truth, the pointer is for a start without it. */
    private void keepPointer(ModelId model) {
        try {
            synchronized (pointers) {
                registry.traffic(model)
                        .ifPresent(
                                traffic -> pointers.keep(model, traffic.live().digest()));
            }
        } catch (UncheckedIOException e) {
            LOG.log(Level.WARNING, "What is live of " + model + " could not be noted beside the store", e);
        }
    }

    /** The caller does not wait for this: whoever answers has been switched already. */
    private void warmPrevious(Deployment row) {
        ModelId model = row.model();
        Place place = place(model);
        synchronized (place) {
            Traffic now = registry.traffic(model).orElse(null);
            if (place.epoch != row.epoch() || now == null) {
                return;
            }
            try {
                LoadedVersion previous = open(model, row.previous().orElseThrow());
                registry.route(model, traffic(row, now.live(), previous, now.candidate()));
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "The version before " + row.live() + " of " + model + " is not warm", e);
            }
        }
    }

    /** Answers, where nothing does, with what this node last knew to be live, or what ships. */
    void answerWithLastKnown(ModelId model, String shippedDigest) {
        Place place = place(model);
        synchronized (place) {
            if (place.epoch > 0 || registry.traffic(model).isPresent()) {
                return;
            }
            String digest = pointers.digest(model).orElse(shippedDigest);
            LoadedVersion live;
            try {
                live = registry.load(store.open(digest));
            } catch (RuntimeException | Error e) {
                if (digest.equals(shippedDigest)) {
                    throw e;
                }
                LOG.log(Level.ERROR, "What was live of " + model + " cannot be loaded; the shipped version answers", e);
                live = registry.load(store.open(shippedDigest));
            }
            registry.route(model, Traffic.only(live));
            LOG.log(
                    Level.WARNING,
                    "{0} {1} answers, whatever the database says: it was last known to be live here, or ships",
                    model,
                    live.manifest().version());
        }
    }

    /** A version that is open already: the one given, or one that the traffic names. */
    private Optional<LoadedVersion> warm(ModelId model, Version version, @Nullable LoadedVersion opened) {
        return opened != null && opened.manifest().version().equals(version)
                ? Optional.of(opened)
                : routed(model, versions.get(model, version).digest());
    }

    private Optional<LoadedVersion> routed(ModelId model, String digest) {
        return registry.traffic(model).stream()
                .flatMap(t -> t.versions().stream())
                .filter(v -> v.digest().equals(digest))
                .findFirst();
    }

    private static Traffic traffic(
            Deployment row, LoadedVersion live, @Nullable LoadedVersion previous, @Nullable LoadedVersion candidate) {
        Traffic.Trial trial = candidate == null
                ? Traffic.Trial.NONE
                : row.trial() == Strategy.SHADOW ? Traffic.Trial.SHADOW : Traffic.Trial.CANARY;
        return new Traffic(live, previous, candidate, trial, row.percent());
    }
}
