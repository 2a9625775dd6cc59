package org.esmap.ai.models.renewableforecast;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.scheduling.SchedulingSettings;

/** Forecasts the power of solar and wind plants from weather. Thread-safe. */
@ApplicationScoped
public class RenewableForecastModel implements Model {
    private final OnnxSessions sessions;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected RenewableForecastModel() {
        this(null);
    }

    @Inject
    RenewableForecastModel(OnnxSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public ModelId id() {
        return new ModelId("renewable-forecast");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return new RenewableForecast(bundle, sessions);
    }

    @Override
    @Timeout(1500)
    @CircuitBreaker(skipOn = {AiException.class, BulkheadException.class})
    @Bulkhead(SchedulingSettings.MOST_PERMITS)
    @Fallback(
            fallbackMethod = "fallback",
            skipOn = {AiException.class, BulkheadException.class})
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }

    /** The physics alone with a fixed spread, marked degraded; refuses what {@link #predict} refuses. */
    @Override
    public Prediction fallback(Predictor predictor, Query query) {
        return ((RenewableForecast) predictor).physicsOnly(query);
    }
}
