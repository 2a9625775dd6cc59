package org.esmap.ai.core.scheduling;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Jobs that are done once their gate opens, and threads to run them, which end with the test. */
final class GatedJobs implements AfterEachCallback {
    final ExecutorService workers = Executors.newCachedThreadPool();
    private final CompletableFuture<String> gate = new CompletableFuture<>();

    /** Native work on these threads, for whatever waits less than ten minutes. */
    NativeWork work(int permits, int queue) {
        return new NativeWork(
                new SchedulingSettings(permits, Duration.ofMinutes(10), queue, Duration.ofMillis(20)), workers);
    }

    /** A job that waits for the gate. */
    Supplier<String> blocked() {
        return gate::join;
    }

    void open() {
        gate.complete("done");
    }

    @Override
    public void afterEach(ExtensionContext test) {
        open();
        workers.shutdown();
    }
}
