package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFilterTest {
    private final FilterCall call = new FilterCall();
    private boolean late;
    private boolean read;

    private final ServletInputStream sent = new ServletInputStream() {
        @Override
        public int read() {
            read = true;
            return -1;
        }

        @Override
        public boolean isFinished() {
            return read;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            late = true;
        }
    };

    private void send(String address, String type, long length) throws Exception {
        call.send(
                new BodyFilter(),
                FilterCall.fake(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getContentLengthLong" -> length;
                    case "getContentType" -> type;
                    case "getRequestURI" -> address;
                    case "getInputStream" -> sent;
                    case "startAsync" -> FilterCall.fake(AsyncContext.class, (context, method, given) -> null);
                    default -> null;
                }));
    }

    /** The container decodes the address once more for a request that goes on later, and may then find another resource. */
    @ParameterizedTest
    @CsvSource({
        "/console/login.xhtml, true",
        "/v2/,                 true",
        "/models/a-1/versions/1.0.0-rc.1/validate, true",
        "/models/a%252Db/rollback, false",
        "//inference,          false",
        "/console/../inference, false",
        "/./inference,         false",
        "/inference;a=b,       false"
    })
    void letsRequestsGoOnLaterAtPlainAddressesAlone(String address, boolean later) throws Exception {
        send(address, "application/x-www-form-urlencoded", 3);

        assertThat(late).isEqualTo(later);
        assertThat(read).isEqualTo(!later);
        assertThat(call.said().containsKey("passed")).isEqualTo(!later);
    }

    @Test
    void readsHoweverManyBodiesOneAfterTheOther() throws Exception {
        for (int sendings = 0; sendings < 100; sendings++) { // more than may be read at once
            read = false;
            send("/inference", "application/json", 1);

            assertThat(read).isTrue();
            assertThat(late).isFalse();
        }
    }

    @Test
    void waitsForNoBodyThatIsEmpty() throws Exception {
        send("/models/m/versions/1.0.0/validate", "application/json", 0);

        assertThat(call.said()).containsEntry("passed", true);
        assertThat(read).isFalse();
    }
}
