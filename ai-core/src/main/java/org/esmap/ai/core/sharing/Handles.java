package org.esmap.ai.core.sharing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Things that are opened one after another and closed together, the last first. Closing again does nothing. */
public final class Handles implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private Handles() {}

    /** Makes something of things that {@code work} opens; where it fails, none of them stays open. */
    public static <T> T opening(Function<Handles, T> work) {
        Handles handles = new Handles();
        try {
            return work.apply(handles);
        } catch (RuntimeException | Error e) {
            handles.closeAfter(e);
            throw e;
        }
    }

    /** Closes {@code handle} with the others. */
    public <T extends AutoCloseable> T add(T handle) {
        synchronized (open) {
            open.push(handle);
        }
        return handle;
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException | Error more) {
            failure.addSuppressed(more);
        }
    }

    @Override
    public void close() {
        synchronized (open) {
            closeAll();
        }
    }

    /** One that cannot be closed keeps none of the others open. */
    private void closeAll() {
        if (!open.isEmpty()) {
            try {
                close(open.pop());
            } finally {
                closeAll();
            }
        }
    }

    static void close(AutoCloseable thing) {
        try {
            thing.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(thing.getClass().getSimpleName() + " could not be closed", e);
        }
    }
}
