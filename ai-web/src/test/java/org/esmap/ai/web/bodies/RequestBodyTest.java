package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, RequestBody.MAX_BYTES})
    void readsBodiesUpToTheLimit(int length) {
        byte[] sent = new byte[length];
        Arrays.fill(sent, (byte) 'x');

        assertThat(RequestBody.read(new ByteArrayInputStream(sent))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(longs = {RequestBody.MAX_BYTES + 1, Long.MAX_VALUE})
    void stopsReadingSoonAfterTheLimit(long length) {
        AtomicLong taken = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return taken.incrementAndGet() > length ? -1 : 'x';
            }
        };

        assertThatThrownBy(() -> RequestBody.read(endless))
                .isInstanceOfSatisfying(
                        AiException.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE));
        assertThat(taken.get()).isLessThan(RequestBody.MAX_BYTES + 16_384);
    }
}
