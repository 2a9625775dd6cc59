package org.esmap.ai.web.bodies;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body with its {@code Content-Encoding} undone piece by piece. The container would undo at once whatever has come, to a
 * thousand times as much: bodies of 30 kB, sixty at a time, ended the server. Read by one thread.
 */
final class DecodedBody extends ServletInputStream {
    private final ServletInputStream sent;
    private final boolean gzip;
    private @Nullable InputStream decoded;

    private DecodedBody(ServletInputStream sent, boolean gzip) {
        this.sent = sent;
        this.gzip = gzip;
    }

    /** What was {@code sent}, decoded where its encoding is known. */
    static ServletInputStream of(ServletInputStream sent, @Nullable String encoding) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new DecodedBody(sent, true);
            case "deflate", "zlib" -> new DecodedBody(sent, false);
            default -> sent;
        };
    }

    /** Made at the first read, since it reads by itself. */
    private InputStream decoded() throws IOException {
        InputStream known = decoded;
        if (known == null) {
            known = gzip ? new GZIPInputStream(sent) : new InflaterInputStream(sent);
            decoded = known;
        }
        return known;
    }

    @Override
    public int read() throws IOException {
        return decoded().read();
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        return decoded().read(to, from, length);
    }

    @Override
    public boolean isFinished() {
        return sent.isFinished();
    }

    @Override
    public boolean isReady() {
        return sent.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("A compressed body is read as a stream");
    }

    @Override
    public void close() throws IOException {
        sent.close();
    }
}
