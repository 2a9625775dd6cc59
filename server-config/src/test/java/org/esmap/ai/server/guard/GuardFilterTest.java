package org.esmap.ai.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardFilterTest {
    private static final int PASSED = 200;

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static int status(boolean containers, String method, String context, @Nullable String path, long length)
            throws Exception {
        AtomicInteger status = new AtomicInteger();
        HttpServletRequest request =
                fake(HttpServletRequest.class, (self, asked, arguments) -> switch (asked.getName()) {
                    case "getMethod" -> method;
                    case "getContextPath" -> context;
                    case "getServletPath" -> "";
                    case "getPathInfo" -> path;
                    case "getContentLengthLong" -> length;
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
        HttpServletResponse response = fake(HttpServletResponse.class, (self, said, arguments) -> {
            if (said.getName().equals("sendError")) {
                status.set((int) arguments[0]);
            }
            return null;
        });
        FilterChain chain = (passed, on) -> status.set(PASSED);
        new GuardFilter(containers).doFilter(request, response, chain);
        return status.get();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /health,  ,                   -1, 200",
        "HEAD,   /openapi, /ui,                -1, 200",
        "POST,   /health,  /j_security_check,  9,  404",
        "GET,    /health,  /x/j_security_check, -1, 404",
        "GET,    /jwt,     /ibm_security_logout, -1, 404",
        "POST,   /metrics, ,                   9,  405",
        "post,   /metrics, ,                   9,  405",
        "DELETE, /ibm/api, /x,                 -1, 405",
        "POST,   /oidcclient, /redirect/provider, 1048576, 200",
        "POST,   /oidcclient, /redirect/provider, 1048577, 413",
        "POST,   /oidcclient, /redirect/provider, -1,      413",
        "post,   /oidcclient, /redirect/provider, 9,       405",
        "POST,   /oidcclient, /j_security_check,  9,       404",
    })
    void letsTheContainersOwnApplicationsOnlyBeRead(
            String method, String context, @Nullable String path, long length, int status) throws Exception {
        assertThat(status(true, method, context, path, length)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/j_security_check,           404",
        "/inference/j_security_check, 404",
        "/ibm_security_logout,        404",
        "/inference,                  200",
    })
    void keepsNothingElseFromAnApplication(String path, int status) throws Exception {
        assertThat(status(false, "POST", "", path, 2_000_000_000)).isEqualTo(status);
    }
}
