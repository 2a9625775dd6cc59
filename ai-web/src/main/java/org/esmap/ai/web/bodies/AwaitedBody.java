package org.esmap.ai.web.bodies;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * A body whose sender is waited for only so long: {@value #PATIENCE_SECONDS} s, and a second more for each
 * {@value #BYTES_A_SECOND} bytes that have come. Liberty says only after the first read what has come, so that the first
 * one counts as a wait, if a short one. Read by one thread.
 */
final class AwaitedBody extends ServletInputStream {
    private static final long PATIENCE_SECONDS = 10;
    private static final long BYTES_A_SECOND = 1 << 14;

    private final ServletInputStream body;
    private final Waits waits;
    private final LongSupplier nanoTime;
    private long waited;
    private long received;

    AwaitedBody(ServletInputStream body, Waits waits, LongSupplier nanoTime) {
        this.body = body;
        this.waits = waits;
        this.nanoTime = nanoTime;
    }

    /** How long the sender of so many bytes is waited for. */
    static Duration patience(long bytes) {
        return Duration.ofSeconds(PATIENCE_SECONDS + bytes / BYTES_A_SECOND);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (body.available() > 0) {
            return counted(body.read(to, from, length));
        }
        waits.begin();
        long begin = nanoTime.getAsLong();
        try {
            return counted(body.read(to, from, length));
        } finally {
            waits.end();
            waited += nanoTime.getAsLong() - begin;
        }
    }

    private int counted(int count) {
        received += Math.max(0, count);
        if (waited > patience(received).toNanos()) {
            throw new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The body came too slowly: " + received + " bytes in "
                            + Duration.ofNanos(waited).toSeconds() + " s. Send it at once.");
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
