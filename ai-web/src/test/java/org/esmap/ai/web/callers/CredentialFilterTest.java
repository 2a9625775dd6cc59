package org.esmap.ai.web.callers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.api.Test;
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

    /** The container has found the password right, and says who the caller is. */
    @Test
    void answersARightPasswordLikeAWrongOneWhileTheBrakeIsOn() throws Exception {
        CredentialFilter filter = new CredentialFilter();
        filter.brake = new LoginBrake();
        for (int wrong = 0; wrong < 5; wrong++) {
            filter.brake.failed("ann", "192.0.2.1");
        }

        call.send(filter, withPassword("ann"));

        assertThat(call.said()).containsEntry("setStatus", 429).doesNotContainKey("passed");

        call.send(filter, withPassword("bob"));

        assertThat(call.said()).containsKey("passed");
    }

    private static HttpServletRequest withPassword(String name) {
        String both = Base64.getEncoder().encodeToString((name + ":right").getBytes(StandardCharsets.UTF_8));
        return FilterCall.fake(HttpServletRequest.class, (self, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getRequestURI" -> "/inference";
            case "getRemoteAddr" -> "192.0.2.1";
            case "getUserPrincipal" -> (Principal) () -> name;
            case "getHeader" -> arguments[0].equals("Authorization") ? "Basic " + both : null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
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
