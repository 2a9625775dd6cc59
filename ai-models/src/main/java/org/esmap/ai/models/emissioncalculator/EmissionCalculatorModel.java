package org.esmap.ai.models.emissioncalculator;

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

/** Calculates greenhouse gas emissions of activities. It is exact or it refuses: there is no substitute answer. */
@ApplicationScoped
public class EmissionCalculatorModel implements Model {
    @Override
    public ModelId id() {
        return new ModelId("emission-calculator");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return new EmissionCalculator(bundle);
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

    @Override
    public Prediction fallback(Predictor predictor, Query query) {
        return Model.super.fallback(predictor, query);
    }
}
