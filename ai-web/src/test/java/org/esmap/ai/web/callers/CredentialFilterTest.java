package org.esmap.ai.web.callers;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialFilterTest {
    private static final Map<String, String> HEADERS = Map.of("Host", "ai.example.org");

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

    private static HttpServletRequest post(Map<String, String> headers) {
        return fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getRequestURI" -> "/ai/run/climate-bert";
            case "getHeader" -> headers.getOrDefault((String) arguments[0], HEADERS.get((String) arguments[0]));
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
        new CredentialFilter().doFilter(request, response, chain);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://elsewhere.example",
        "Origin, null",
    })
    void refusesWhatAPageOfAnotherSiteSendsWithoutACredential(String header, String value) throws Exception {
        send(post(Map.of(header, value)));

        assertThat(said).containsEntry("setStatus", 403).doesNotContainKey("passed");
        assertThat(body.toString(StandardCharsets.UTF_8))
                .contains("Another site sent this request", "Host", "\"instance\":\"/ai/run/climate-bert\"")
                .doesNotContain("role");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, same-origin",
        "Sec-Fetch-Site, none",
        "Origin, https://ai.example.org",
        "Authorization, Bearer of.a.token",
        "X-API-Key, esmap_key",
        "User-Agent, curl",
    })
    void letsPassWhatNoPageOfAnotherSiteCanSend(String header, String value) throws Exception {
        Map<String, String> headers = new HashMap<>();
        if (header.equals("Authorization") || header.equals("X-API-Key")) {
            headers.put("Sec-Fetch-Site", "cross-site");
        }
        headers.put(header, value);

        send(post(headers));

        assertThat(said).containsOnlyKeys("passed");
    }
}
