package org.esmap.ai.core.updates;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that has to be read within a time. When that is over it is closed under whoever waits for it, who
 * gets an {@link IOException}. Read by one thread.
 */
final class TimedBody extends FilterInputStream {
    private static final Logger LOG = System.getLogger(TimedBody.class.getName());

    private final Duration limit;
    private final CompletableFuture<Boolean> late = new CompletableFuture<>();

    TimedBody(InputStream body, Duration limit) {
        super(body);
        this.limit = limit;
        late.completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS).thenAcceptAsync(this::end);
    }

    private void end(boolean over) {
        try {
            if (over) {
                in.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What took longer than " + limit.toSeconds() + " s could not be closed", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int count;
        try {
            count = in.read(to, from, length);
        } catch (IOException e) {
            throw late.getNow(false) ? tooLong(e) : e;
        }
        if (late.getNow(false)) { // a body that is closed may read as one that has ended
            throw tooLong(null);
        }
        return count;
    }

    private IOException tooLong(@Nullable IOException cause) {
        return new IOException("the answer took longer than " + limit.toSeconds() + " s", cause);
    }

    @Override
    public void close() throws IOException {
        late.complete(false);
        super.close();
    }
}
