package org.esmap.ai.core.caching;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.model.ModelId;

/**
 * How long and how much is kept: {@code ai.cache.ttl} (ISO 8601 duration, default one hour) and {@code ai.cache.entries}
 * (answers per model, default 500), each overridden for one model by {@code ai.cache.<model-id>.ttl} and
 * {@code ai.cache.<model-id>.entries}. Answers larger than {@code ai.cache.max-answer-bytes} (default 65536) are not
 * kept.
 */
public record CacheSettings(Config config) {
    private static final Duration TTL = Duration.ofHours(1);
    private static final int ENTRIES = 500;
    private static final int MAX_ANSWER_BYTES = 65_536;

    /** How long an answer of {@code model} is kept; at least a second. */
    public Duration ttl(ModelId model) {
        Duration ttl = value("ttl", model, Duration.class, TTL);
        if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("ai.cache.ttl must be at least PT1S, found " + ttl);
        }
        return ttl;
    }

    /** Most answers of {@code model} that are kept. */
    public int entries(ModelId model) {
        int entries = value("entries", model, Integer.class, ENTRIES);
        if (entries < 1) {
            throw new IllegalArgumentException("ai.cache.entries must be at least 1, found " + entries);
        }
        return entries;
    }

    /** Largest answer that is kept, in bytes of JSON. */
    public int maxAnswerBytes() {
        int bytes = config.getOptionalValue("ai.cache.max-answer-bytes", Integer.class)
                .orElse(MAX_ANSWER_BYTES);
        if (bytes < 0) {
            throw new IllegalArgumentException("ai.cache.max-answer-bytes must not be negative, found " + bytes);
        }
        return bytes;
    }

    private <T> T value(String name, ModelId model, Class<T> type, T byDefault) {
        return config.getOptionalValue("ai.cache." + model + "." + name, type)
                .or(() -> config.getOptionalValue("ai.cache." + name, type))
                .orElse(byDefault);
    }
}
