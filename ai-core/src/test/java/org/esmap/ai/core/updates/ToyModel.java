package org.esmap.ai.core.updates;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** Answers a text with itself and its own version; versions whose number ends in {@code .13} fail one time in five. */
final class ToyModel implements Model {
    static final ModelId ID = new ModelId("toy");

    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger usedAfterClose = new AtomicInteger();

    /** Numbers of versions that cannot be opened. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** What goes wrong with the virtual machine when a version is opened; null for nothing. */
    volatile @Nullable Error fault;

    /** What happens before each answer. */
    volatile Runnable before = () -> {};

    /** Waits in {@link #before}. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ModelId id() {
        return ID;
    }

    @Override
    public Version shippedVersion() {
        return new Version("1.0.0");
    }

    @Override
    public Predictor open(Bundle bundle) {
        String version = bundle.manifest().version().value();
        if (fault != null) {
            throw fault;
        }
        if (broken.contains(version)) {
            throw new IllegalStateException(version + " cannot be opened");
        }
        open.incrementAndGet();
        return new Predictor() {
            private final AtomicInteger answers = new AtomicInteger();
            private volatile boolean closed;

            @Override
            public Prediction predict(Query query) {
                before.run();
                if (closed) {
                    usedAfterClose.incrementAndGet();
                }
                if (version.endsWith(".13") && !query.text().equals("golden") && answers.incrementAndGet() % 5 == 0) {
                    throw new IllegalStateException("broken");
                }
                return Prediction.of(Map.of("text", query.text(), "version", version))
                        .withHeadline(query.text().length() % 2 == 0 ? "even" : "odd", 0.9);
            }

            @Override
            public void close() {
                closed = true;
                open.decrementAndGet();
            }
        };
    }

    @Override
    public Prediction predict(Predictor predictor, Query query) {
        return predictor.predict(query);
    }
}
