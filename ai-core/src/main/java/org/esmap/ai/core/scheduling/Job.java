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

    /** Does the work on this thread; whatever it throws becomes the answer. */
    @SuppressWarnings("IllegalCatch")
    void run() {
        T value;
        try {
            value = work.get();
        } catch (Throwable failure) { // an error in one model's code must not end a worker all models share
            answer.completeExceptionally(failure);
            return;
        } finally {
            Thread.interrupted(); // a time-out's interrupt that came late must not hit the next job
        }
        answer.complete(value);
    }

    void expire() {
        answer.completeExceptionally(deadline.exceeded());
    }
}
