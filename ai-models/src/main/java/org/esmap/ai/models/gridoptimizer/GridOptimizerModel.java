package org.esmap.ai.models.gridoptimizer;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.esmap.ai.core.scheduling.SchedulingSettings;

/**
 * DC optimal power flow and unit commitment: which units give how much, what power costs at every bus and why, and what
 * single change would save most. Thread-safe.
 */
@ApplicationScoped
public class GridOptimizerModel implements Model {
    private static final ModelId ID = new ModelId("grid-optimizer");
    private static final Version SHIPPED = new Version("1.0.0");

    @Override
    public ModelId id() {
        return ID;
    }

    @Override
    public Version shippedVersion() {
        return SHIPPED;
    }

    @Override
    public Predictor open(Bundle bundle) {
        NativeLibrary.load();
        return GridOptimizerPredictor.open(bundle);
    }

    /**
     * Solves, within the query's own time limit; the time-out here, longer than any caller may ask for, is only the net
     * beneath it.
     */
    @Override
    @Timeout(610_000)
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            failureRatio = 0.5,
            delay = 5_000,
            skipOn = {AiException.class, BulkheadException.class})
    @Bulkhead(SchedulingSettings.MOST_PERMITS)
    @Fallback(
            fallbackMethod = "fallback",
            skipOn = {AiException.class, BulkheadException.class})
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }

    /** A merit-order dispatch that keeps every limit, without prices, marked degraded. */
    @Override
    public Prediction fallback(Predictor predictor, Query query) {
        return predictor instanceof GridOptimizerPredictor own
                ? own.fallback(query)
                : Model.super.fallback(predictor, query);
    }
}
