package org.esmap.ai.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFilterTest {
    private final FilterCall call = new FilterCall();

    private void send(String listening, String host) throws Exception {
        HttpServletRequest request =
                FilterCall.fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
                    case "getServerName" -> host;
                    case "getRequestURI" -> "/inference";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        call.send(new HostFilter(new ListeningAddress(listening)), request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]", ""})
    void refusesRequestsToAnotherHostThanThisMachine(String host) throws Exception {
        send("localhost", host);

        assertThat(call.said()).containsEntry("setStatus", 403).doesNotContainKey("passed");
        assertThat(call.body())
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

        assertThat(call.said()).containsOnlyKeys("passed");
    }
}
