package org.esmap.ai.core.caching;

import jakarta.enterprise.context.ApplicationScoped;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;

/** Finds and keeps answers. The work is in the annotations: they name the cache of the key's model. Thread-safe. */
@ApplicationScoped
@CacheDefaults(cacheResolverFactory = ModelCaches.class)
public class AnswerCache {
    /** The kept answer, or null; a miss keeps nothing. */
    @CacheResult
    public @Nullable CachedAnswer find(@CacheKey AnswerKey key) {
        return null;
    }

    /** Keeps a full answer for as long as its model's setting says. */
    @CachePut
    public void keep(@CacheKey AnswerKey key, @CacheValue CachedAnswer answer) {
        // the annotation does it
    }
}
