package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleFilterTest {
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

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static HttpServletRequest post(String page, Map<String, String> headers) {
        return fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getServletPath" -> "/console";
            case "getPathInfo" -> page;
            case "getRequestURI" -> "/console" + page;
            case "getHeader" -> headers.get((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private void send(HttpServletRequest request) throws Exception {
        HttpServletResponse response = fake(HttpServletResponse.class, (self, method, arguments) -> {
            if (method.getName().equals("getOutputStream")) {
                return out;
            }
            said.put(method.getName(), arguments[0]);
            return null;
        });
        FilterChain chain = (passed, on) -> said.put("passed", true);
        new ConsoleFilter().doFilter(request, response, chain);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, https://elsewhere.example"})
    void saysWhyItRefusesFormsOfOtherSites(String header, String value) throws Exception {
        send(post("/login.xhtml", Map.of("Host", "ai.example.org", header, value)));

        assertThat(said).containsEntry("setStatus", 403).doesNotContainKey("passed");
        assertThat(body.toString(StandardCharsets.UTF_8))
                .contains("Another site sent this request", "Host", "\"instance\":\"/console/login.xhtml\"")
                .doesNotContain("role");
    }

    @Test
    void takesFormsOfItsOwn() throws Exception {
        send(post("/login.xhtml", Map.of("Host", "ai.example.org", "Origin", "https://ai.example.org")));

        assertThat(said).containsEntry("passed", true);
    }
}
