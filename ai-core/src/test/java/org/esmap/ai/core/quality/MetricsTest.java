package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.esmap.ai.core.registry.TestRegistry;
import org.esmap.ai.core.scheduling.NativeWork;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    @SuppressWarnings("unchecked")
    void goesOnPublishingAfterMemoryWasShort() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(2);
        NativeWork work = new NativeWork() {
            @Override
            public Load load() {
                rounds.countDown();
                throw new OutOfMemoryError("Java heap space");
            }
        };
        ExecutorService workers = Executors.newCachedThreadPool();
        LogSettings small = new LogSettings(1, 1, Duration.ofMillis(1), Duration.ofDays(90), null);
        MetricRegistry registry = answering(MetricRegistry.class, Map.of());
        Metrics metrics = new Metrics(
                answering(Instance.class, Map.of("isResolvable", true, "get", registry)),
                work,
                new InferenceLog(new LogWriter(), small, workers),
                TestRegistry.of(),
                workers);

        metrics.begin(new Startup());

        assertThat(rounds.await(20, TimeUnit.SECONDS)).isTrue();
        metrics.stop();
        workers.shutdown();
    }

    /** Answers calls by their names, others with null. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answers.get(method.getName())));
    }
}
