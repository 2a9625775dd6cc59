package org.esmap.ai.web.callers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialFilterTest {
    private static final Map<String, String> HEADERS = Map.of("Host", "ai.example.org");

    private final FilterCall call = new FilterCall();

    private static HttpServletRequest post(Map<String, String> headers) {
        return FilterCall.fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getRequestURI" -> "/ai/run/climate-bert";
            case "getHeader" -> headers.getOrDefault((String) arguments[0], HEADERS.get((String) arguments[0]));
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private void send(HttpServletRequest request) throws Exception {
        call.send(new CredentialFilter(), request);
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

        assertThat(call.said()).containsEntry("setStatus", 403).doesNotContainKey("passed");
        assertThat(call.body())
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

        assertThat(call.said()).containsOnlyKeys("passed");
    }
}
