package org.esmap.ai.core.caching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import javax.cache.annotation.CacheKeyGenerator;
import javax.cache.annotation.CacheResolverFactory;
import org.jsr107.ri.annotations.AbstractCacheLookupUtil;
import org.jsr107.ri.annotations.AbstractInternalCacheKeyInvocationContext;
import org.jsr107.ri.annotations.DefaultCacheKeyGenerator;
import org.jsr107.ri.annotations.InternalCacheInvocationContext;
import org.jsr107.ri.annotations.InternalCacheKeyInvocationContext;
import org.jsr107.ri.annotations.StaticCacheInvocationContext;
import org.jsr107.ri.annotations.StaticCacheKeyInvocationContext;

/** Tells the JSR-107 reference engine how a Jakarta interceptor sees a call. Thread-safe. */
@ApplicationScoped
class CachedCalls extends AbstractCacheLookupUtil<InvocationContext> {
    private final CacheKeyGenerator keys = new DefaultCacheKeyGenerator();

    @Override
    protected InternalCacheKeyInvocationContext<? extends Annotation> createCacheKeyInvocationContextImpl(
            StaticCacheKeyInvocationContext<? extends Annotation> details, InvocationContext call) {
        return new KeyedCall<>(details, call);
    }

    @Override
    protected InternalCacheInvocationContext<? extends Annotation> createCacheInvocationContextImpl(
            StaticCacheInvocationContext<? extends Annotation> details, InvocationContext call) {
        throw new UnsupportedOperationException("No call concerns a whole cache");
    }

    @Override
    protected Class<?> getTargetClass(InvocationContext call) {
        return call.getMethod().getDeclaringClass();
    }

    @Override
    protected Method getMethod(InvocationContext call) {
        return call.getMethod();
    }

    @Override
    protected <T> T getObjectByType(Class<T> type) {
        return CDI.current().select(type).get();
    }

    @Override
    protected CacheKeyGenerator getDefaultCacheKeyGenerator() {
        return keys;
    }

    @Override
    protected CacheResolverFactory getDefaultCacheResolverFactory() {
        return getObjectByType(ModelCaches.class);
    }

    private static final class KeyedCall<A extends Annotation>
            extends AbstractInternalCacheKeyInvocationContext<InvocationContext, A> {
        KeyedCall(StaticCacheKeyInvocationContext<A> details, InvocationContext call) {
            super(details, call);
        }

        @Override
        protected Object[] getParameters(InvocationContext call) {
            return call.getParameters();
        }

        @Override
        protected Method getMethod(InvocationContext call) {
            return call.getMethod();
        }

        @Override
        protected Object getTarget(InvocationContext call) {
            return call.getTarget();
        }
    }
}
