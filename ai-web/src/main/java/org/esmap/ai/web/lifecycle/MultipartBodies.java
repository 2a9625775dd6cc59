package org.esmap.ai.web.lifecycle;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Says that a multipart body cannot be read: JAX-RS fails on it in ways of its own, and takes one that was cut within a part
 * for whole.
 */
@Provider
public class MultipartBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getMediaType().getType().equalsIgnoreCase("multipart")) { // none given reads as any
            return context.proceed();
        }
        Ending ending = new Ending(context.getInputStream());
        context.setInputStream(ending);
        Object parts;
        try {
            parts = context.proceed();
            ending.skipToEnd();
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
        String boundary = context.getMediaType().getParameters().getOrDefault("boundary", "");
        if (!ending.ending().contains("--" + boundary + "--")) {
            throw unreadable(null);
        }
        return parts;
    }

    private static AiException unreadable(@Nullable Exception cause) {
        return new AiException(
                ErrorCode.MALFORMED_REQUEST,
                "The multipart body cannot be read. It needs a boundary in its Content-Type and at its end, and each"
                        + " part a header Content-Disposition with a name.",
                cause);
    }

    /** Remembers the last bytes read. A boundary has at most 70, and what may follow the last one is hardly ever given. */
    private static final class Ending extends FilterInputStream {
        private static final int KEPT = 1024;

        private final byte[] last = new byte[2 * KEPT];
        private int size;

        Ending(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int read = super.read(to, offset, length);
            if (read > 0) {
                keep(to, offset, read);
            }
            return read;
        }

        private void keep(byte[] from, int offset, int length) {
            int kept = Math.min(length, KEPT);
            if (size + kept > last.length) {
                System.arraycopy(last, size - KEPT, last, 0, KEPT);
                size = KEPT;
            }
            System.arraycopy(from, offset + length - kept, last, size, kept);
            size += kept;
        }

        @Override
        public long skip(long bytes) throws IOException {
            return readNBytes((int) Math.min(bytes, KEPT)).length;
        }

        void skipToEnd() throws IOException {
            transferTo(OutputStream.nullOutputStream());
        }

        String ending() {
            return new String(Arrays.copyOf(last, size), StandardCharsets.ISO_8859_1);
        }
    }
}
