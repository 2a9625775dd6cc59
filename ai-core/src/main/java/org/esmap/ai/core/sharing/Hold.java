package org.esmap.ai.core.sharing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * A hold on a thing that others may hold too. Thread-safe. Closing it while calls are under way is safe: the thing is
 * closed when the last call of the last hold has ended.
 */
public final class Hold<T extends AutoCloseable> implements AutoCloseable {
    private final Shared<T> shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    Hold(Shared<T> shared) {
        this.shared = shared;
    }

    /**
     * Does work with the thing, which stays open meanwhile and must not be kept.
     *
     * @throws IllegalStateException where this hold is closed
     */
    public <R> R use(Function<T, R> work) {
        if (closed.get() || !shared.enter()) {
            throw new IllegalStateException("What is to be used has been closed");
        }
        try {
            return work.apply(shared.thing());
        } finally {
            shared.leave();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.leave();
        }
    }
}
