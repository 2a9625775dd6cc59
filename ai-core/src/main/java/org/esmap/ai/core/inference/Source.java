package org.esmap.ai.core.inference;

/** Where an answer comes from. */
public enum Source {
    MODEL,
    CACHE,
    FALLBACK;

    /** The word in answers and metrics. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
