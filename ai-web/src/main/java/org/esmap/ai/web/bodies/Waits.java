package org.esmap.ai.web.bodies;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.failure.AiException;

/**
 * Lets only so many of the container's threads wait for what callers have announced and not sent yet: as many as it has
 * would leave none to answer anybody. Thread-safe.
 */
final class Waits {
    /** The executor in http.xml has threads for these and more. */
    static final Waits BODIES = new Waits(64);

    /** Long enough for bodies that come right behind their headers, short enough to be held up by none that do not. */
    private static final long PATIENCE_MILLIS = 250;

    private final Semaphore free;

    Waits(int most) {
        this.free = new Semaphore(most);
    }

    /** For whoever has a place among others already. */
    static final Waits UNBOUNDED = new Waits(Integer.MAX_VALUE);

    /** Begins to wait if fewer than the most do; {@link #end()} must follow if so. */
    boolean tryBegin() {
        return free.tryAcquire();
    }

    /**
     * Begins to wait; {@link #end()} must follow.
     *
     * @throws AiException with {@code OVERLOADED} where too many others wait
     */
    void begin() {
        try {
            if (!free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
    }

    void end() {
        free.release();
    }

    static AiException overloaded() {
        return AiException.overloaded(
                "Too many bodies have begun and not ended. Send headers and body at once, or try again.",
                Duration.ofSeconds(1));
    }
}
