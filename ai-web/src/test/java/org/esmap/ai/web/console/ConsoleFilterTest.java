package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.web.FilterCall;
import org.esmap.ai.web.callers.Waits;
import org.junit.jupiter.api.Test;

class ConsoleFilterTest {
    private static Map<String, Object> answer(String method, String path) throws Exception {
        HttpServletRequest request =
                FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath" -> "/console";
                    case "getPathInfo" -> path;
                    case "getRequestURI" -> "/console" + path;
                    case "getParameterMap" -> Map.of();
                    default -> null;
                });
        FilterCall call = new FilterCall();
        call.send(new ConsoleFilter(), request);
        return call.said();
    }

    /** As many forms as are waited for have begun and not come, which takes no caller. */
    @Test
    void showsPagesWhileFormsAreWaitedFor() throws Exception {
        int waiting = 0;
        try {
            while (begins()) {
                waiting++;
            }
            assertThat(answer("GET", "/login.xhtml")).containsEntry("passed", true);
            assertThat(answer("GET", "/jakarta.faces.resource/console.css")).containsEntry("passed", true);
            assertThat(answer("POST", "/login.xhtml")).containsEntry("setStatus", 429);
        } finally {
            for (int i = 0; i < waiting; i++) {
                Waits.FORMS.end();
            }
        }
        assertThat(answer("POST", "/login.xhtml")).containsEntry("passed", true);
    }

    private static boolean begins() {
        try {
            Waits.FORMS.begin();
            return true;
        } catch (AiException enough) {
            return false;
        }
    }
}
