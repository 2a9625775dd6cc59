package org.esmap.ai.web.lifecycle;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Says that a multipart body cannot be read: JAX-RS fails on it in ways of its own. */
@Provider
public class MultipartBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getMediaType().isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
            return context.proceed();
        }
        try {
            return context.proceed();
        } catch (IOException | RuntimeException e) {
            throw new AiException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The multipart body cannot be read. It needs a boundary in its Content-Type and at its end, and each"
                            + " part a header Content-Disposition with a name.",
                    e);
        }
    }
}
