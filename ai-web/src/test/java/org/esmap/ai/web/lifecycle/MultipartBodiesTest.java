package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;

class MultipartBodiesTest {
    private interface Reading {
        Object read() throws IOException;
    }

    private static ReaderInterceptorContext context(MediaType type, Reading reading) {
        return (ReaderInterceptorContext) Proxy.newProxyInstance(
                ReaderInterceptorContext.class.getClassLoader(),
                new Class<?>[] {ReaderInterceptorContext.class},
                (self, method, arguments) -> method.getName().equals("getMediaType") ? type : reading.read());
    }

    @Test
    void callsWhateverFailsInAMultipartBodyTheCallersFault() {
        for (Exception failure : new Exception[] {new IOException("no boundary"), new RuntimeException("no name")}) {
            ReaderInterceptorContext context = context(MediaType.MULTIPART_FORM_DATA_TYPE, () -> {
                if (failure instanceof IOException io) {
                    throw io;
                }
                throw (RuntimeException) failure;
            });

            assertThatThrownBy(() -> new MultipartBodies().aroundReadFrom(context))
                    .isInstanceOfSatisfying(
                            AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
        }
    }

    @Test
    void leavesOtherBodiesAlone() throws IOException {
        assertThat(new MultipartBodies().aroundReadFrom(context(MediaType.APPLICATION_JSON_TYPE, () -> "read")))
                .isEqualTo("read");
        assertThatThrownBy(() -> new MultipartBodies().aroundReadFrom(context(MediaType.APPLICATION_JSON_TYPE, () -> {
                    throw new IOException("disk full");
                })))
                .isInstanceOf(IOException.class);
    }
}
