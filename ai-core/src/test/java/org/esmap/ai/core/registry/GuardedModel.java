package org.esmap.ai.core.registry;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;

/** Counts what comes to the place at which a model has its fault tolerance, and substitutes while a circuit is open there. */
final class GuardedModel implements Model {
    final AtomicInteger guarded = new AtomicInteger();
    volatile boolean open;

    /** What happens meanwhile. */
    volatile Runnable meanwhile = () -> {};

    @Override
    public ModelId id() {
        return new ModelId("guarded");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return query -> Prediction.of(Map.of());
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        guarded.incrementAndGet();
        meanwhile.run();
        return open ? Prediction.substitute(Map.of(), "circuit open") : predictor.predict(query);
    }
}
