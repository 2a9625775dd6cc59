package org.esmap.ai.core.scheduling;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Jobs that are done once their gate opens, and threads to run them, which end with the test. */
final class GatedJobs implements AfterEachCallback {
    final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Native work on these threads, for whatever waits less than ten minutes. */
    NativeWork work(int permits, int queue) {
        return new NativeWork(
                new SchedulingSettings(permits, Duration.ofMinutes(10), queue, Duration.ofMillis(20)), workers);
    }

    /** A job that waits for the gate. */
    Supplier<String> blocked() {
        return () -> {
            await(gate);
            return "done";
        };
    }

    void open() {
        gate.countDown();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        open();
        workers.shutdown();
    }
}
