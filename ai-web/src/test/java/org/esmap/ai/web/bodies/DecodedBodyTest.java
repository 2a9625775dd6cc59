package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.web.FilterCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedBodyTest {
    private static byte[] compressed(byte[] bytes, boolean gzip) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream to = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
            to.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] decoded(byte[] sent, String encoding) throws IOException {
        KnownRequest request = new KnownRequest(FilterCall.fake(
                HttpServletRequest.class,
                (self, called, arguments) -> called.getName().equals("getHeader") ? encoding : null));
        request.know(sent);
        return request.getInputStream().readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZIP", " deflate", "zlib"})
    void undoesTheEncoding(String encoding) throws IOException {
        byte[] sent = compressed(
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                encoding.toLowerCase(java.util.Locale.ROOT).contains("gzip"));

        assertThat(decoded(sent, encoding)).asString().isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip, br", ""})
    void leavesOthersAsTheyAre(String encoding) throws IOException {
        assertThat(decoded(new byte[] {1, 2}, encoding)).containsExactly(1, 2);
    }

    @Test
    void readsNoMoreThanABodyMayHave() throws IOException {
        assertThat(decoded(compressed(new byte[RequestBody.MAX_BYTES], true), "gzip"))
                .hasSize(RequestBody.MAX_BYTES);

        assertThatThrownBy(() -> decoded(compressed(new byte[RequestBody.MAX_BYTES + 1], true), "gzip"))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12, 18, 22})
    void refusesWhatIsCut(int bytes) throws IOException {
        byte[] whole = compressed("123".getBytes(StandardCharsets.UTF_8), true);

        assertThatThrownBy(() -> decoded(Arrays.copyOf(whole, bytes), "gzip"))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }
}
