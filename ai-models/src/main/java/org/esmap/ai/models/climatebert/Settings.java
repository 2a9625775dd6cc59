package org.esmap.ai.models.climatebert;

import java.util.List;

/**
 * {@code settings} of the manifest.
 *
 * @param heads     the heads, the primary one first
 * @param maxTokens most word pieces of a window, special tokens not counted
 * @param overlap   word pieces that neighbouring windows share
 */
record Settings(List<Head> heads, int maxTokens, int overlap) {
    Settings {
        heads = List.copyOf(heads);
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("settings.heads is empty");
        }
    }
}
