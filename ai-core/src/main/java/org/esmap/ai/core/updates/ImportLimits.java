package org.esmap.ai.core.updates;

/**
 * Bounds of an import.
 *
 * @param files most files in a bundle
 * @param bytes most bytes of all its files together
 * @param ratio most bytes that one packed byte may become
 */
public record ImportLimits(int files, long bytes, int ratio) {
    public ImportLimits {
        if (files < 1 || bytes < 1 || ratio < 2) {
            throw new IllegalArgumentException("ai.import.max-files, max-bytes and max-ratio must be positive, found "
                    + files + ", " + bytes + ", " + ratio);
        }
    }
}
