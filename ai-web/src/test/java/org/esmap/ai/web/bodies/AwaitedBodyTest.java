package org.esmap.ai.web.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwaitedBodyTest {
    private final Waits waits = new Waits(1);
    private long now;

    /** A body whose pieces each come after a while. */
    private AwaitedBody body(int pieces, int bytes, Duration pause, int available) {
        ServletInputStream sent = new ServletInputStream() {
            private int left = pieces;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] to, int from, int length) {
                now += pause.toNanos();
                return left-- > 0 ? Math.min(bytes, length) : -1;
            }

            @Override
            public int available() {
                return available;
            }

            @Override
            public boolean isFinished() {
                return left == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
        return new AwaitedBody(sent, waits, () -> now);
    }

    private static int read(AwaitedBody body) throws IOException {
        byte[] buffer = new byte[1 << 14];
        int total = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            total += n;
        }
        return total;
    }

    @ParameterizedTest
    @CsvSource({"9, 1, PT1S", "1000, 16384, PT1S", "1000, 1000, PT0.05S"})
    void readsWhatComesInTime(int pieces, int bytes, Duration pause) throws IOException {
        assertThat(read(body(pieces, bytes, pause, 0))).isEqualTo(pieces * bytes);
    }

    @ParameterizedTest
    @CsvSource({"12, 1, PT1S", "1000, 8192, PT1S", "2, 100, PT9S"})
    void refusesWhatTrickles(int pieces, int bytes, Duration pause) {
        AwaitedBody slow = body(pieces, bytes, pause, 0);

        assertThatThrownBy(() -> read(slow))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    @Test
    void waitsForOnlySoManyAtATime() throws IOException {
        waits.begin();

        assertThatThrownBy(() -> read(body(1, 10, Duration.ZERO, 0)))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(body(1, 10, Duration.ZERO, 10).read()).isZero();

        waits.end();
        assertThat(read(body(1, 10, Duration.ZERO, 0))).isEqualTo(10);
    }
}
