package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownRequestTest {
    private static KnownRequest request(String type, String query, String body) {
        KnownRequest request = new KnownRequest(
                FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getContentType" -> type;
                    case "getQueryString" -> query;
                    default -> null;
                }));
        request.know(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static KnownRequest form(String body) {
        return request("application/x-www-form-urlencoded; charset=utf-8", null, body);
    }

    @Test
    void readsFieldsOfTheAddressBeforeThoseOfTheForm() {
        KnownRequest request = request("APPLICATION/X-WWW-FORM-URLENCODED", "a=1&b=%C3%A4", "a=2&&c&d=x+y%26z=&a=3");

        assertThat(request.getParameterValues("a")).containsExactly("1", "2", "3");
        assertThat(request.getParameter("b")).isEqualTo("ä");
        assertThat(request.getParameter("c")).isEmpty();
        assertThat(request.getParameter("d")).isEqualTo("x y&z=");
        assertThat(request.getParameter("e")).isNull();
        assertThat(Collections.list(request.getParameterNames())).containsExactly("a", "b", "c", "d");
    }

    /** Where a request goes on later, the container has decoded its query. */
    @Test
    void keepsItsQueryAsItWasSent() {
        AtomicReference<String> query = new AtomicReference<>("window=%2B%2525");
        KnownRequest request =
                new KnownRequest(FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> query.get()));

        query.set("window=+%25");

        assertThat(request.getQueryString()).isEqualTo("window=%2B%2525");
        assertThat(request.getParameter("window")).isEqualTo("+%25");
    }

    @Test
    void readsTheBodyAgainAndAgain() throws Exception {
        KnownRequest request = request("application/json", null, "{\"a\":1}");

        assertThat(request.getInputStream().readAllBytes()).asString().isEqualTo("{\"a\":1}");
        assertThat(request.getInputStream().readAllBytes()).hasSize(7);
        assertThat(request.getParameterMap()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "%", "a=%C"})
    void refusesFieldsThatCannotBeRead(String body) {
        assertThatThrownBy(form(body)::getParameterMap).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTooManyFields() {
        assertThat(form("a&".repeat(9_999)).getParameterValues("a")).hasSize(9_999);
        assertThatThrownBy(form("a&".repeat(10_000) + "a")::getParameterMap)
                .isInstanceOf(IllegalArgumentException.class);
    }
}
