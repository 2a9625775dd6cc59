package org.esmap.ai.core.registry;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Golden;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** The models of the application and the versions that answer for them. Thread-safe. */
@ApplicationScoped
public class Registry {
    private static final int WARM_UP_CASES = 20;

    private final Map<ModelId, Model> models = new TreeMap<>();
    private final Map<ModelId, Traffic> traffic = new ConcurrentHashMap<>();
    private final Map<ModelId, String> troubles = new ConcurrentHashMap<>();
    private final Settling settling;

    /** For the container's proxy. */
    protected Registry() {
        this.settling = new Settling(System::nanoTime);
    }

    @Inject
    public Registry(@Any Instance<Model> discovered) {
        this(discovered, System::nanoTime);
    }

    Registry(Instance<Model> discovered, LongSupplier nanoTime) {
        this.settling = new Settling(nanoTime);
        for (Model model : discovered) {
            if (models.put(model.id(), model) != null) {
                throw new IllegalStateException("Two models are called " + model.id());
            }
        }
    }

    /** Every model, by id. */
    public Collection<Model> models() {
        return List.copyOf(models.values());
    }

    /**
     * The model called {@code id}.
     *
     * @throws AiException with {@code UNKNOWN_MODEL} listing the known ones
     */
    public Model model(String id) {
        return models.values().stream()
                .filter(m -> m.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new AiException(
                        ErrorCode.UNKNOWN_MODEL,
                        "No model is called '" + (id.length() > 64 ? id.substring(0, 64) + "…" : id)
                                + "'. Known models: " + String.join(", ", ids())));
    }

    /** The ids of all models, sorted. */
    public List<String> ids() {
        return models.keySet().stream().map(ModelId::value).toList();
    }

    /** Who answers for {@code id} now; empty until its live version has been loaded. */
    public Optional<Traffic> traffic(ModelId id) {
        return Optional.ofNullable(traffic.get(id));
    }

    /** Whether every model has a live version. */
    public boolean ready() {
        return traffic.size() == models.size();
    }

    /**
     * Holds the version that answers a request. The caller must {@link LoadedVersion#leave() leave} it.
     *
     * @param key    of the request, for a sticky canary
     * @param pinned the version that the caller asked for, or null
     * @throws AiException with {@code UNKNOWN_VERSION} where {@code pinned} is not loaded, {@code MODEL_UNAVAILABLE}
     *     where nothing is live yet
     */
    public LoadedVersion hold(ModelId id, String key, @Nullable Version pinned) {
        while (true) {
            Traffic now = traffic.get(id);
            if (now == null) {
                throw new AiException(
                        ErrorCode.MODEL_UNAVAILABLE,
                        trouble(id)
                                .map(why -> "Model " + id + " could not be loaded: " + why)
                                .orElse("Model " + id + " is still being loaded. Try again in a moment."));
            }
            LoadedVersion chosen = pinned == null ? now.choose(key) : pinned(now, pinned);
            if (chosen.enter()) {
                return chosen;
            }
        }
    }

    private static LoadedVersion pinned(Traffic now, Version version) {
        return now.version(version)
                .orElseThrow(() -> new AiException(
                        ErrorCode.UNKNOWN_VERSION,
                        "Version " + version + " of " + now.live().manifest().id() + " is not being served. Served: "
                                + now.versions().stream()
                                        .map(v -> v.manifest().version().value())
                                        .toList()));
    }

    /**
     * Whether the fault tolerance of its model is about this version: it is live, and was the first or has been
     * {@link #settle settled} since it replaced another.
     */
    public boolean settled(LoadedVersion version) {
        return settling.settled(version);
    }

    /** Whether there is something for {@link #settle} to do. */
    public boolean settleDue(ModelId id) {
        return settling.due(id);
    }

    /**
     * Settles the live version, a minute after it replaced another, if it then answers golden cases behind the fault tolerance
     * of its model. To be called again until it does, off the request path: the cases may take seconds. A version without
     * cases is settled by the minute alone.
     */
    public void settle(ModelId id) {
        settling.settle(id);
    }

    /**
     * Opens a version and warms it up with its golden cases. It answers nothing until {@link #route} says so.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the model refuses it
     */
    public LoadedVersion load(Bundle bundle) {
        Model model = model(bundle.manifest().id().value());
        Predictor predictor = model.open(bundle);
        try {
            LoadedVersion version = new LoadedVersion(model, bundle, predictor);
            warmUp(version);
            return version;
        } catch (RuntimeException | Error e) {
            predictor.close();
            throw e;
        }
    }

    private void warmUp(LoadedVersion version) {
        for (Golden.Case golden : version.golden().stream().limit(WARM_UP_CASES).toList()) {
            try {
                Query query = Settling.query(golden);
                version.check(query);
                version.predictor().predict(query);
            } catch (AiException refusal) {
                if (golden.error() == null) {
                    throw refusal;
                }
            }
        }
        if (traffic(version.model().id())
                .isEmpty()) { // later ones find the container's interceptors warm, and another's
            version.golden().stream()
                    .filter(golden -> golden.error() == null)
                    .findFirst()
                    .ifPresent(golden -> Settling.answersBehindFaultTolerance(version, golden));
        }
    }

    /**
     * Remembers why {@code id} is not answered as it should be, until {@link #recovered} or, where nothing answers, the first
     * {@link #route}.
     */
    public void cannotLoad(ModelId id, Throwable why) {
        String reason = why instanceof AiException known ? String.valueOf(known.getMessage()) : "the log says why";
        troubles.put(id, reason);
    }

    /** All is as it should be with {@code id}. */
    public void recovered(ModelId id) {
        troubles.remove(id);
    }

    /** Why nothing answers for {@code id}, or another version than was decided; empty where all is well, or on its way. */
    public Optional<String> trouble(ModelId id) {
        return Optional.ofNullable(troubles.get(id));
    }

    /** Switches to {@code next} in one step; versions it no longer names close when their last request has ended. */
    public void route(ModelId id, Traffic next) {
        Traffic known = traffic.get(id);
        if (known == null || known.live() != next.live()) {
            settling.becomesLive(next.live(), known == null);
        }
        Traffic before = traffic.put(id, next);
        if (before == null) {
            troubles.remove(id);
        } else {
            before.versions().stream().filter(v -> !next.versions().contains(v)).forEach(LoadedVersion::retire);
        }
    }

    /** Gives up a version that was loaded and never routed to. */
    public void discard(LoadedVersion version) {
        version.retire();
    }

    @PreDestroy
    void close() {
        traffic.values().stream().flatMap(t -> t.versions().stream()).forEach(LoadedVersion::retire);
        traffic.clear();
    }
}
