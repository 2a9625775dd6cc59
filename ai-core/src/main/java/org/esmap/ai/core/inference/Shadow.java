package org.esmap.ai.core.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.NativeWork;
import org.jspecify.annotations.Nullable;

/**
 * Puts copies of answered requests to a version in the shadow and compares. Thread-safe. A copy never delays a request:
 * it is made after the answer, and not at all while requests wait.
 */
@ApplicationScoped
class Shadow {
    private final Registry registry;
    private final NativeWork work;
    private final Event<ShadowRecord> records;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Shadow() {
        this(null, null, null);
    }

    @Inject
    Shadow(Registry registry, NativeWork work, Event<ShadowRecord> records) {
        this.registry = registry;
        this.work = work;
        this.records = records;
    }

    /** Copies a request that {@code given} answered, where its model has a version in the shadow. */
    void copy(InferenceRequest request, Answer given) {
        Traffic traffic = registry.traffic(given.model()).orElse(null);
        if (traffic == null
                || traffic.trial() != Traffic.Trial.SHADOW
                || given.source() != Source.MODEL
                || request.version() != null
                || work.load().queued() > 0) {
            return;
        }
        LoadedVersion version = traffic.candidate();
        if (version != null && version.enter()) {
            run(version, request, given);
        }
    }

    private void run(LoadedVersion version, InferenceRequest request, Answer given) {
        long start = System.nanoTime();
        Duration limit = version.manifest().limits().timeout();
        AtomicBoolean begun = new AtomicBoolean();
        work.submit(given.model(), Deadline.after(limit), () -> {
                    begun.set(true);
                    Query query = new Query(request.input(), request.parameters(), Deadline.after(limit));
                    version.check(query);
                    return version.predictor().predict(query);
                })
                .whenComplete((prediction, failure) -> {
                    version.leave();
                    if (!begun.get()) { // refused, or too late when its turn came: overload says nothing of a version
                        return;
                    }
                    boolean failed = failure != null || prediction.substitute();
                    records.fire(new ShadowRecord(
                            given.model(),
                            version.manifest().version(),
                            failed,
                            !failed && agree(prediction, given),
                            System.nanoTime() - start));
                });
    }

    private static boolean agree(Prediction prediction, Answer given) {
        Prediction.@Nullable Headline mine = prediction.headline();
        if (mine != null && given.headline() != null) {
            return mine.label().equals(given.headline().label());
        }
        try {
            return Arrays.equals(StrictJson.MAPPER.writeValueAsBytes(prediction.output()), given.output());
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
