package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.scheduling.NativeWork;

/**
 * Publishes what was answered as metrics: {@code ai_inference_seconds} by model, version, task, outcome and source, and
 * the state of queue and log. A series' handle is found by a map look-up; the registry is asked once for each series.
 */
@ApplicationScoped
class Metrics {
    private static final Metadata INFERENCE = Metadata.builder()
            .withName("ai_inference")
            .withDescription("Time from arrival to answer, by model, version, task, outcome and source")
            .withUnit(MetricUnits.SECONDS)
            .build();

    private final MetricRegistry registry;
    private final NativeWork work;
    private final InferenceLog log;
    private final ConcurrentHashMap<Series, Timer> timers = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Metrics() {
        this(null, null, null);
    }

    @Inject
    Metrics(MetricRegistry registry, NativeWork work, InferenceLog log) {
        this.registry = registry;
        this.work = work;
        this.log = log;
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
        gauge(
                "ai_queue_requests",
                "Requests waiting for a permit",
                () -> work.load().queued());
        gauge(
                "ai_permits_used",
                "Permits for native work in use",
                () -> work.load().running());
        gauge("ai_log_waiting", "Inference records waiting to be written", log::waiting);
    }

    private void gauge(String name, String help, Supplier<Number> value) {
        registry.gauge(Metadata.builder().withName(name).withDescription(help).build(), value);
    }

    /** Brings the counters up to what has been counted elsewhere. Called by one thread, every second. */
    void publish() {
        NativeWork.Load load = work.load();
        raise("ai_queue_expired_total", "Requests dropped because their deadline passed in the queue", load.expired());
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
