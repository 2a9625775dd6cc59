package org.esmap.ai.core.caching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.esmap.ai.core.model.Model;

/** Reads {@link CacheSettings} from MicroProfile Config. */
@ApplicationScoped
class CachingConfiguration {
    @Produces
    @Singleton
    CacheSettings settings(Config config) {
        return new CacheSettings(config);
    }

    /** Looks at every setting when the application starts rather than at the first question. */
    void check(@Observes Startup started, CacheSettings settings, @Any Instance<Model> models) {
        settings.maxAnswerBytes();
        for (Model model : models) {
            settings.ttl(model.id());
            settings.entries(model.id());
        }
    }
}
