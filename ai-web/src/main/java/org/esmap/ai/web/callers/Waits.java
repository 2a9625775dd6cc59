package org.esmap.ai.web.callers;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.failure.AiException;

/**
 * Lets only so many of the container's threads wait for what callers have announced and not sent yet: as many as it has
 * would leave none to answer anybody. Thread-safe.
 */
public final class Waits {
    /** Forms of the console. The executor in http.xml has threads for these, {@link #BODIES} and more. */
    public static final Waits FORMS = new Waits(8);

    static final Waits BODIES = new Waits(64);

    /** Long enough for bodies that come right behind their headers, short enough to be held up by none that do not. */
    private static final long PATIENCE_MILLIS = 250;

    private final Semaphore free;

    Waits(int most) {
        this.free = new Semaphore(most);
    }

    /**
     * Begins to wait; {@link #end()} must follow.
     *
     * @throws AiException with {@code OVERLOADED} where too many others wait
     */
    public void begin() {
        try {
            if (!free.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        }
    }

    public void end() {
        free.release();
    }

    private static AiException overloaded() {
        return AiException.overloaded(
                "Too many bodies have begun and not ended. Send headers and body at once, or try again.",
                Duration.ofSeconds(1));
    }
}
