package org.esmap.ai.web.security;

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
import org.junit.jupiter.params.provider.ValueSource;

class HostFilterTest {
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

    private void send(String listening, String host) throws Exception {
        HttpServletRequest request =
                fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
                    case "getServerName" -> host;
                    case "getRequestURI" -> "/inference";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        HttpServletResponse response = fake(HttpServletResponse.class, (self, method, arguments) -> {
            if (method.getName().equals("getOutputStream")) {
                return out;
            }
            said.put(method.getName(), arguments[0]);
            return null;
        });
        FilterChain chain = (passed, on) -> said.put("passed", true);
        new HostFilter(new ListeningAddress(listening)).doFilter(request, response, chain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]", ""})
    void refusesRequestsToAnotherHostThanThisMachine(String host) throws Exception {
        send("localhost", host);

        assertThat(said).containsEntry("setStatus", 403).doesNotContainKey("passed");
        assertThat(body.toString(StandardCharsets.UTF_8))
                .contains("\"code\":\"forbidden\"", "'" + host + "'", "localhost, 127.0.0.1 or [::1]", "AI_HOST");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "localhost, LOCALHOST",
        "localhost, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "::1,       ::1",
        "localhost, [::1]",
        "*,         ai.example.org",
        "10.0.0.1,  10.0.0.1",
    })
    void letsPassWhatIsSentToThisMachineOrWhereOthersAreServed(String listening, String host) throws Exception {
        send(listening, host);

        assertThat(said).containsOnlyKeys("passed");
    }
}
