package org.esmap.ai.models.energysummarizer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.scheduling.SchedulingSettings;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.tokenization.Tokenizers;

/** Summarises texts by their own sentences. Thread-safe. */
@ApplicationScoped
public class EnergySummarizerModel implements Model {
    private final OnnxSessions sessions;
    private final Tokenizers tokenizers;
    private final LanguageDetector languages;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected EnergySummarizerModel() {
        this(null, null, null);
    }

    @Inject
    EnergySummarizerModel(OnnxSessions sessions, Tokenizers tokenizers, LanguageDetector languages) {
        this.sessions = sessions;
        this.tokenizers = tokenizers;
        this.languages = languages;
    }

    @Override
    public ModelId id() {
        return new ModelId("energy-summarizer");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return Handles.opening(handles -> new EnergySummarizer(bundle, handles, sessions, tokenizers, languages));
    }

    @Override
    @Timeout(10_000)
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
        return ((EnergySummarizer) predictor).lead(query);
    }
}
