package org.esmap.ai.core.caching;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.annotation.CacheInvocationContext;
import javax.cache.annotation.CacheMethodDetails;
import javax.cache.annotation.CacheResolver;
import javax.cache.annotation.CacheResolverFactory;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.GeneratedCacheKey;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.core.config.DefaultConfiguration;
import org.ehcache.jsr107.Eh107Configuration;
import org.ehcache.jsr107.EhcacheCachingProvider;
import org.esmap.ai.core.model.ModelId;

/** A cache for each model, made at its first use, so that each has its own time to live and size. Thread-safe. */
@ApplicationScoped
public class ModelCaches implements CacheResolverFactory {
    private final CacheSettings settings;
    private final CacheManager manager;
    private final Map<ModelId, Cache<GeneratedCacheKey, Object>> caches = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected ModelCaches() {
        this.settings = null;
        this.manager = null;
    }

    @Inject
    public ModelCaches(CacheSettings settings) {
        this.settings = settings;
        ClassLoader loader = ModelCaches.class.getClassLoader();
        EhcacheCachingProvider provider =
                (EhcacheCachingProvider) Caching.getCachingProvider(EhcacheCachingProvider.class.getName(), loader);
        URI ownName = URI.create("answers-" + UUID.randomUUID());
        this.manager = provider.getCacheManager(ownName, new DefaultConfiguration(loader));
    }

    private Cache<GeneratedCacheKey, Object> cache(ModelId model) {
        return caches.computeIfAbsent(model, this::create);
    }

    private Cache<GeneratedCacheKey, Object> create(ModelId model) {
        var configuration = CacheConfigurationBuilder.newCacheConfigurationBuilder(
                        GeneratedCacheKey.class, Object.class, ResourcePoolsBuilder.heap(settings.entries(model)))
                .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(settings.ttl(model)))
                .build();
        return manager.createCache(model.value(), Eh107Configuration.fromEhcacheCacheConfiguration(configuration));
    }

    @Override
    public CacheResolver getCacheResolver(CacheMethodDetails<? extends Annotation> method) {
        return new OfKeysModel();
    }

    @Override
    public CacheResolver getExceptionCacheResolver(CacheMethodDetails<CacheResult> method) {
        throw new UnsupportedOperationException("Failures are not cached");
    }

    @PreDestroy
    void close() {
        manager.close();
    }

    private final class OfKeysModel implements CacheResolver {
        @Override
        @SuppressWarnings("unchecked")
        public <K, V> Cache<K, V> resolveCache(CacheInvocationContext<? extends Annotation> call) {
            AnswerKey key = (AnswerKey) call.getAllParameters()[0].getValue();
            return (Cache<K, V>) cache(key.model());
        }
    }
}
