package org.esmap.ai.core.model;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * A model as the platform sees it: an application-scoped CDI bean that opens versions and answers through them. Being such
 * a bean is all it takes to be served. Its {@link #predict} carries the fault tolerance annotations, so each model has its
 * own time-out, breaker and bulkhead, which MicroProfile Config overrides by class name. The live version alone answers
 * behind them: it must not suffer for what a version on trial does, which is asked directly.
 *
 * <p>Breaker and fallback skip {@link AiException}, a refusal, and {@code BulkheadException}, an overload: neither is a
 * fault of the model, nor to be substituted. A bulkhead is as wide as permits can be
 * ({@code SchedulingSettings.MOST_PERMITS}): it does not let work wait for its turn, as permits do.
 */
public interface Model {
    /** The public name; constant. */
    ModelId id();

    /** The version whose bundle ships inside the application under {@code models/<id>/<version>/}; constant. */
    Version shippedVersion();

    /**
     * Opens a version. May take seconds; called off the request path.
     *
     * @throws AiException with {@code INVALID_BUNDLE} where the artefacts do not fit this model, saying what was
     *     expected and what was found
     */
    Predictor open(Bundle bundle);

    /** Answers {@code query} with {@code predictor}, which this model opened, and adds nothing but fault tolerance. */
    Prediction predict(Predictor predictor, Query query);

    /**
     * A substitute answer, quick and without native code, for when {@link #predict} cannot answer in time or at all.
     * Marked degraded. A model without an honest substitute refuses, as the default does.
     *
     * @throws AiException with {@code MODEL_UNAVAILABLE} where there is none
     */
    default Prediction fallback(Predictor predictor, Query query) {
        throw new AiException(
                ErrorCode.MODEL_UNAVAILABLE,
                "Model " + id() + " could not answer and has no substitute. Try again in a few seconds.");
    }
}
