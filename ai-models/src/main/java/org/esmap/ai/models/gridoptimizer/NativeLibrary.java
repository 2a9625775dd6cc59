package org.esmap.ai.models.gridoptimizer;

import com.google.ortools.Loader;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Loads OR-Tools' native code, once per JVM and not before a version is opened: from {@code java.library.path} where
 * the server has unpacked it, else out of the jar.
 */
final class NativeLibrary {
    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Loads the library where that has not been done.
     *
     * @throws AiException with {@code MODEL_UNAVAILABLE} where there is none for this machine
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            // looks on java.library.path first, and from OR-Tools' own class loader: native code binds to its caller's
            Loader.loadNativeLibraries();
        } catch (RuntimeException | LinkageError e) {
            throw new AiException(
                    ErrorCode.MODEL_UNAVAILABLE,
                    "The optimiser's native library is neither on java.library.path nor in a jar that can be unpacked",
                    e);
        }
        loaded = true;
    }
}
