package org.esmap.ai.core.caching;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.jsr107.ri.annotations.AbstractCacheResultInterceptor;

/** {@link CacheResult} under Jakarta CDI. */
@Interceptor
@CacheResult
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CacheResultInterceptor extends AbstractCacheResultInterceptor<InvocationContext> {
    private final CachedCalls calls;

    @Inject
    CacheResultInterceptor(CachedCalls calls) {
        this.calls = calls;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Throwable {
        return cacheResult(calls, call);
    }

    @Override
    protected Object proceed(InvocationContext call) throws Exception {
        return call.proceed();
    }
}
