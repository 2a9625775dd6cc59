package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.esmap.ai.web.FilterCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anybody asks for a parameter, and what once somebody has. */
class FormFilterTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final FilterCall call = new FilterCall();

    /** A request whose parameters nobody may ask for. */
    private static HttpServletRequest request(
            String method, String servlet, @Nullable String type, long length, @Nullable String encoding) {
        return FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getServletPath" -> servlet;
            case "getPathInfo" -> "/login.xhtml";
            case "getRequestURI" -> servlet + "/login.xhtml";
            case "getContentType" -> type;
            case "getContentLengthLong" -> length;
            case "getHeader" -> arguments[0].equals("Content-Encoding") ? encoding : null;
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {(1 << 20) + 1, 2_000_000_000L, Long.MAX_VALUE, -1})
    void refusesFormsThatAreTooLongOrDoNotSayHowLong(long length) throws Exception {
        call.send(new FormFilter(), request("POST", "/console", FORM, length, null));

        assertThat(call.said()).containsEntry("setStatus", 413).doesNotContainKey("passed");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, '',       application/x-www-form-urlencoded;charset=UTF-8,",
        "post, '',       application/x-www-form-urlencoded,",
        "POST, /metrics, Application/X-WWW-Form-URLEncoded,",
    })
    void refusesThemAtEveryAddress(String method, String servlet, String type) throws Exception {
        call.send(new FormFilter(), request(method, servlet, type, -1, null));

        assertThat(call.said()).containsEntry("setStatus", 413).doesNotContainKey("passed");
    }

    @ParameterizedTest
    @CsvSource({
        "/console, application/x-www-form-urlencoded, gzip",
        "'',       application/x-www-form-urlencoded, gzip",
        "/console, multipart/form-data; boundary=b,",
        "/console, text/plain,",
    })
    void refusesFormsWhoseMemoryNobodyCanTell(String servlet, String type, @Nullable String encoding) throws Exception {
        call.send(new FormFilter(), request("POST", servlet, type, 10, encoding));

        assertThat(call.said()).containsEntry("setStatus", 415).doesNotContainKey("passed");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /console, application/x-www-form-urlencoded; charset=UTF-8, 1048576,",
        "POST, '',       multipart/form-data; boundary=b,                  1000000000,",
        "POST, '',       application/json,                                 -1, gzip",
        "GET,  /console, ,                                                 -1,",
    })
    void letsOtherRequestsPassUnread(
            String method, String servlet, @Nullable String type, long length, @Nullable String encoding)
            throws Exception {
        call.send(new FormFilter(), request(method, servlet, type, length, encoding));

        assertThat(call.said()).containsOnlyKeys("passed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void refusesParametersThatTheContainerCannotRead(String method) throws Exception {
        HttpServletRequest unreadable =
                FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath" -> "/console";
                    case "getPathInfo" -> "/login.xhtml";
                    case "getRequestURI" -> "/console/login.xhtml";
                    case "getCharacterEncoding" -> "UTF-8";
                    case "getParameterMap" -> throw new IllegalStateException();
                    default -> throw new UnsupportedOperationException(called.getName());
                });

        call.send(new ConsoleFilter(), unreadable);

        assertThat(call.said()).containsEntry("setStatus", 400).doesNotContainKey("passed");
    }
}
