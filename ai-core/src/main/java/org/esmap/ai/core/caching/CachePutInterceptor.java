package org.esmap.ai.core.caching;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CachePut;
import org.jspecify.annotations.Nullable;
import org.jsr107.ri.annotations.AbstractCachePutInterceptor;

/** {@link CachePut} under Jakarta CDI. */
@Interceptor
@CachePut
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class CachePutInterceptor extends AbstractCachePutInterceptor<InvocationContext> {
    private final CachedCalls calls;

    @Inject
    CachePutInterceptor(CachedCalls calls) {
        this.calls = calls;
    }

    @AroundInvoke
    @Nullable
    Object around(InvocationContext call) throws Throwable {
        return cachePut(calls, call);
    }

    @Override
    protected Object proceed(InvocationContext call) throws Exception {
        return call.proceed();
    }
}
