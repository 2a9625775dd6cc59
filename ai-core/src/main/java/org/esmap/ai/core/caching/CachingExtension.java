package org.esmap.ai.core.caching;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.util.Nonbinding;
import java.lang.annotation.Annotation;
import java.util.List;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;

/** Makes the JSR-107 annotations, which know only {@code javax}, interceptor bindings of Jakarta CDI. */
public class CachingExtension implements Extension {
    void bind(@Observes BeforeBeanDiscovery discovery) {
        for (Class<? extends Annotation> binding : List.of(CacheResult.class, CachePut.class)) {
            discovery
                    .configureInterceptorBinding(binding)
                    .methods()
                    .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
        }
    }
}
