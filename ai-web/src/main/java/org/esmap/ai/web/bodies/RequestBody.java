package org.esmap.ai.web.bodies;

import java.io.IOException;
import java.io.InputStream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Reads a request's body without ever holding more than is allowed. */
public final class RequestBody {
    /** Most bytes of a body: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private RequestBody() {}

    /**
     * The whole body.
     *
     * @throws AiException with {@code TOO_LARGE} beyond {@value #MAX_BYTES} bytes, {@code MALFORMED_REQUEST} where the
     *     caller breaks off
     */
    public static byte[] read(InputStream body) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new AiException(
                    ErrorCode.MALFORMED_REQUEST, "The body ended early, or is not what its Content-Encoding says", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    static AiException tooLarge() {
        return new AiException(
                ErrorCode.TOO_LARGE, "The body exceeds " + MAX_BYTES + " bytes. Send less, or in several requests.");
    }
}
