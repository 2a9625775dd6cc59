package org.esmap.ai.core.quality;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.core.scheduling.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was answered as metrics: {@code ai_inference_seconds} by model, version, task, outcome and source, and
 * the state of queue, log and deployments. A series' handle is found by a map look-up; the registry is asked once for
 * each series.
 */
@ApplicationScoped
class Metrics {
    private static final Logger LOG = System.getLogger(Metrics.class.getName());
    private static final Metadata INFERENCE = Metadata.builder()
            .withName("ai_inference")
            .withDescription("Time from arrival to answer, by model, version, task, outcome and source")
            .withUnit(MetricUnits.SECONDS)
            .build();

    private final @Nullable MetricRegistry registry;
    private final NativeWork work;
    private final InferenceLog log;
    private final Registry models;
    private final ExecutorService workers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Metrics() {
        this(null, null, null, null, null);
    }

    @Inject
    Metrics(
            Instance<MetricRegistry> registry,
            NativeWork work,
            InferenceLog log,
            Registry models,
            @Workers ExecutorService workers) {
        this.registry = registry.isResolvable() ? registry.get() : null;
        this.work = work;
        this.log = log;
        this.models = models;
        this.workers = workers;
    }

    /** What makes one time series. */
    private record Series(String model, String version, String task, String outcome, String source) {
        static Series of(InferenceRecord record) {
            return new Series(
                    record.model().value(),
                    record.version().value(),
                    record.task(),
                    record.failure() == null
                            ? record.degraded() ? "degraded" : "ok"
                            : record.failure().code(),
                    record.source() == null ? "none" : record.source().word());
        }
    }

    void begin(@Observes Startup started) {
        if (registry == null) {
            return; // outside the server nobody collects metrics
        }
        gauge(
                "ai_queue_requests",
                "Requests waiting for a permit",
                () -> work.load().queued());
        gauge(
                "ai_permits_used",
                "Permits for native work in use",
                () -> work.load().running());
        gauge(
                "ai_deployments_failing",
                "Models that this node does not answer as was decided",
                () -> models.models().stream()
                        .filter(model -> models.trouble(model.id()).isPresent())
                        .count());
        gauge("ai_log_waiting", "Inference records waiting to be written", log::waiting);
        workers.execute(this::keepPublishing);
    }

    private void keepPublishing() {
        try {
            while (!stopping.await(1, TimeUnit.SECONDS)) {
                tryToPublish();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToPublish() {
        try {
            publish();
        } catch (RuntimeException | Error e) { // whatever it was: nobody else publishes
            LOG.log(Level.WARNING, "What was counted cannot be published; it is tried again", e);
        }
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        registry.gauge(Metadata.builder().withName(name).withDescription(help).build(), value);
    }

    /** Brings the counters up to what has been counted elsewhere. Called by one thread. */
    private void publish() {
        NativeWork.Load load = work.load();
        raise(
                "ai_queue_expired_total",
                "Requests dropped because their deadline passed before they ran",
                load.expired());
        raise("ai_queue_refused_total", "Requests refused because the wait was too long", load.refused());
        raise("ai_log_dropped_total", "Inference records dropped because the log was full", log.dropped());
        raise("ai_log_written_total", "Inference records written", log.written());
    }

    private void raise(String name, String help, long to) {
        Counter counter = registry.counter(
                Metadata.builder().withName(name).withDescription(help).build());
        long missing = to - counter.getCount();
        if (missing > 0) {
            counter.inc(missing);
        }
    }

    void observe(@Observes InferenceRecord record) {
        if (registry == null) {
            return;
        }
        timers.computeIfAbsent(Series.of(record), this::timer).update(Duration.ofNanos(record.latencyNanos()));
    }

    private Timer timer(Series series) {
        return registry.timer(
                INFERENCE,
                new Tag("model", series.model()),
                new Tag("version", series.version()),
                new Tag("task", series.task()),
                new Tag("outcome", series.outcome()),
                new Tag("source", series.source()));
    }
}
