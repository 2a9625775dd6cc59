package org.esmap.ai.core.inference;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.model.Warning;

/** A model for tests of the chain: answers with its input and version, or does what the text tells it. */
@ApplicationScoped
class EchoModel implements Model {
    /** Less time than this makes a hasty answer. */
    static final long ENOUGH_NANOS = 60_000_000_000L;

    final AtomicInteger runs = new AtomicInteger();

    /** Runs behind the bean's own interceptors, were there any. */
    final AtomicInteger guarded = new AtomicInteger();

    final AtomicInteger open = new AtomicInteger();
    final Gate gate = new Gate();

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
        open.incrementAndGet();
        String version = bundle.manifest().version().value();
        return new Predictor() {
            private volatile boolean closed;

            @Override
            public Prediction predict(Query query) {
                if (closed) {
                    throw new IllegalStateException("used after close");
                }
                return answer(version, query);
            }

            @Override
            public void close() {
                closed = true;
                open.decrementAndGet();
            }
        };
    }

    private Prediction answer(String version, Query query) {
        runs.incrementAndGet();
        return switch (query.text()) {
            case "fail", "fail twice", "overflow twice" -> throw new IllegalStateException("broken");
            case "crowd" -> throw new BulkheadException("as many as may");
            case "refuse" -> throw AiException.invalid("/text", "expected sense, found none");
            case "wait" -> {
                gate.pass();
                yield Prediction.of(Map.of("waited", true));
            }
            case "punctual" -> {
                gate.pass();
                query.deadline().check();
                yield Prediction.of(Map.of("punctual", true));
            }
            case "hasty" -> {
                gate.pass();
                Prediction whole = Prediction.of(Map.of("whole", true));
                yield query.deadline().remainingNanos() > ENOUGH_NANOS ? whole : whole.asHurried();
            }
            case "degraded" ->
                Prediction.of(Map.of("x", 1))
                        .withReason("unsupported language")
                        .withWarnings(java.util.List.of(new Warning(Warning.UNSUPPORTED_LANGUAGE, "found fr")));
            default -> Prediction.of(Map.of("text", query.text(), "version", version));
        };
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        guarded.incrementAndGet();
        return predictor.predict(query);
    }

    @Override
    public Prediction fallback(Predictor predictor, Query query) {
        if (query.text().equals("fail twice")) {
            throw new IllegalStateException("broken too");
        }
        if (query.text().equals("overflow twice")) {
            throw new StackOverflowError();
        }
        return Prediction.substitute(Map.of("substitute", true), "the model could not answer");
    }
}
