package org.esmap.ai.core.updates;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Bounds of an import.
 *
 * @param files most files in a bundle
 * @param bytes most bytes of all its files together
 * @param ratio most bytes that one packed byte may become, 2 or more
 */
public record ImportLimits(int files, long bytes, int ratio) {
    public ImportLimits {
        if (files < 1 || bytes < 1 || ratio < 2) {
            throw new IllegalArgumentException(
                    "ai.import.max-files and ai.import.max-bytes must be at least 1, ai.import.max-ratio at least 2, found "
                            + files + ", " + bytes + " and " + ratio);
        }
    }

    /**
     * Adds to the length of what is imported.
     *
     * @param what  which part of an import, to begin a sentence with
     * @param total bytes so far, within the limit
     * @param more  bytes that come on top, not negative
     * @return bytes in all
     * @throws AiException with {@code TOO_LARGE} where they are more than is allowed
     */
    long add(String what, long total, long more) {
        if (more > bytes - total) {
            throw new AiException(
                    ErrorCode.TOO_LARGE,
                    what + " is too large: found " + Long.toUnsignedString(total + more) + " bytes or more, at most "
                            + bytes + " are allowed (ai.import.max-bytes)");
        }
        return total + more;
    }
}
