package org.esmap.ai.core.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/**
 * A native session and the count of its users: opened handles and running calls alike.
 *
 * <p>Invariant: the native session is closed exactly once, by whoever takes the count to zero, so never during a run.
 */
final class NativeSession {
    /** Places in the runtime's own sources, which it names with every failure. */
    private static final String ITS_SOURCES = "/onnxruntime_src/\\S+ ?";

    private final OrtSession session;
    private int users = 1;

    NativeSession(OrtSession session) {
        this.session = session;
    }

    /** Counts one more user; false where the last one has gone and the session is closed. */
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
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close a session", e);
        }
    }

    /** Valid between {@link #enter()} and {@link #leave()} only. */
    OrtSession session() {
        return session;
    }

    /** What ONNX Runtime says, without the folders of this machine and of its own sources. */
    static String told(OrtException failure, Path file) {
        return String.valueOf(failure.getMessage())
                .replace(file.toString(), String.valueOf(file.getFileName()))
                .replaceAll(ITS_SOURCES, "");
    }
}
