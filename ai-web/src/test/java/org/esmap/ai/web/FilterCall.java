package org.esmap.ai.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a filter does with one request: passes it, or answers by itself. */
public final class FilterCall {
    private final Map<String, Object> said = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private final ServletOutputStream out = new ServletOutputStream() {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    };

    /** An object that does what {@code handler} says. */
    public static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    public void send(Filter filter, HttpServletRequest request) throws Exception {
        HttpServletResponse response = fake(HttpServletResponse.class, (self, method, arguments) -> {
            if (method.getName().equals("getOutputStream")) {
                return out;
            }
            said.put(method.getName(), arguments[0]);
            return null;
        });
        FilterChain chain = (passed, on) -> said.put("passed", true);
        filter.doFilter(request, response, chain);
    }

    /** The first argument of each method of the response that was called, and {@code passed} where the request went on. */
    public Map<String, Object> said() {
        return said;
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }
}
