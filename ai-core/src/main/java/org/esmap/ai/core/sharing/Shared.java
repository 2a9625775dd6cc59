package org.esmap.ai.core.sharing;

/**
 * A thing and the count of its users: holds and running calls alike. Thread-safe.
 *
 * <p>Invariant: the thing is closed exactly once, by whoever takes the count to zero, so never while it is used.
 */
final class Shared<T extends AutoCloseable> {
    private final T thing;
    private int users = 1;

    Shared(T thing) {
        this.thing = thing;
    }

    /** Counts one more user; false where the last one has gone and the thing is closed. */
    synchronized boolean enter() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Whether the last user has gone. */
    synchronized boolean closed() {
        return users == 0;
    }

    /** Counts one user less; closes after the last. */
    void leave() {
        synchronized (this) {
            if (--users > 0) {
                return;
            }
        }
        Handles.close(thing);
    }

    /** Valid between {@link #enter()} and {@link #leave()} only. */
    T thing() {
        return thing;
    }
}
