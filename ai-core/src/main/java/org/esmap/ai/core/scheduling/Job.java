package org.esmap.ai.core.scheduling;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.esmap.ai.core.model.Deadline;

/** A piece of native work and the answer it owes. */
final class Job<T> {
    final Lane lane;
    final Deadline deadline;
    final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Supplier<T> work;
    long startedNanos;

    Job(Lane lane, Deadline deadline, Supplier<T> work) {
        this.lane = lane;
        this.deadline = deadline;
        this.work = work;
    }

    /**
     * Does the work on this thread; whatever it throws becomes the answer.
     *
     * @return gives the answer to those who wait for it, who may take long to hear it
     */
    @SuppressWarnings("IllegalCatch")
    Runnable run() {
        try {
            T value = work.get();
            return () -> answer.complete(value);
        } catch (Throwable failure) { // an error in one model's code must not end a worker all models share
            return () -> answer.completeExceptionally(failure);
        } finally {
            Thread.interrupted(); // a time-out's interrupt that came late must not hit the next job
        }
    }

    void expire() {
        answer.completeExceptionally(deadline.exceeded());
    }
}
