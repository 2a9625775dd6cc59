package org.esmap.ai.server.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A ninth model, as somebody would add it: this class and a bundle. Hangs on {@code hang}, fails on {@code fail}. */
@ApplicationScoped
public class EchoModel implements Model {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public ModelId id() {
        return new ModelId("echo");
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        return query -> Prediction.of(Map.of("text", query.text()));
    }

    @Override
    @Timeout(3000)
    @CircuitBreaker(
            skipOn = {AiException.class, BulkheadException.class},
            requestVolumeThreshold = 1000)
    @Bulkhead(SchedulingSettings.MOST_PERMITS)
    @Fallback(
            fallbackMethod = "fallback",
            skipOn = {AiException.class, BulkheadException.class})
    public Prediction predict(Predictor predictor, Query query) {
        calls.incrementAndGet();
        return switch (query.text()) {
            case "hang" -> hang();
            case "fail" -> throw new IllegalStateException("The model fails, as the test asks");
            default -> predictor.predict(query);
        };
    }

    @Override
    public Prediction fallback(Predictor predictor, Query query) {
        return Prediction.substitute(Map.of("text", "substitute"), "the model did not answer");
    }

    /** How often the model itself was asked. */
    public int calls() {
        return calls.get();
    }

    private static Prediction hang() {
        try {
            new CountDownLatch(1).await();
            throw new IllegalStateException("The latch was never counted down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hanging", e);
        }
    }
}
