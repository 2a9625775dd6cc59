package org.esmap.ai.web.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Reads a request's body without ever holding more than is allowed. */
public final class RequestBody {
    /** Most bytes of a body: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int CHUNK = 8192;

    private RequestBody() {}

    /**
     * The whole body.
     *
     * @throws AiException with {@code TOO_LARGE} beyond {@value #MAX_BYTES} bytes, {@code MALFORMED_REQUEST} where the
     *     caller breaks off
     */
    public static byte[] read(InputStream body) {
        try {
            byte[] first = new byte[CHUNK];
            int length = body.readNBytes(first, 0, CHUNK);
            if (length < CHUNK) {
                return java.util.Arrays.copyOf(first, length);
            }
            return readOn(body, first);
        } catch (IOException e) {
            throw new AiException(
                    ErrorCode.MALFORMED_REQUEST, "The body ended early, or is not what its Content-Encoding says", e);
        }
    }

    private static byte[] readOn(InputStream body, byte[] first) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(CHUNK * 4);
        whole.write(first, 0, first.length);
        byte[] chunk = new byte[CHUNK];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            whole.write(chunk, 0, n);
            if (whole.size() > MAX_BYTES) {
                throw new AiException(
                        ErrorCode.TOO_LARGE,
                        "The body exceeds " + MAX_BYTES + " bytes. Send less, or in several requests.");
            }
        }
        return whole.toByteArray();
    }
}
