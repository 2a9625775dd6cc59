package org.esmap.ai.core.updates;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelManifest;

/**
 * How long a file of an import may be that this process reads as a whole: every file but networks, which are mapped and
 * tried in a process of their own.
 */
final class TextLimit {
    private static final long MOST_BYTES = 16L << 20;
    private static final long MOST_TOKENIZER_BYTES = 64L << 20;

    private TextLimit() {}

    /**
     * Refuses a bundle one of whose files is too long.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming the file, its length and the limit
     */
    static void check(ModelManifest manifest) {
        for (ModelManifest.FileEntry file : manifest.files()) {
            if (!file.path().endsWith(".onnx")) {
                check(file.path(), file.size());
            }
        }
    }

    /**
     * Refuses a file that is too long.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming the file, its length and the limit
     */
    static void check(String path, long bytes) {
        long most = path.endsWith("tokenizer.json") ? MOST_TOKENIZER_BYTES : MOST_BYTES;
        if (bytes > most) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    path + " is too long: found " + bytes + " bytes, at most " + most + " are allowed");
        }
    }
}
