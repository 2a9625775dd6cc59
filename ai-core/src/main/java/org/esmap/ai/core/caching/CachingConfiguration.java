package org.esmap.ai.core.caching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Reads {@link CacheSettings} from MicroProfile Config. */
@ApplicationScoped
class CachingConfiguration {
    @Produces
    @Singleton
    CacheSettings settings(Config config) {
        return new CacheSettings(config);
    }
}
