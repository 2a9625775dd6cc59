package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;

class MultipartBodiesTest {
    private interface Reading {
        Object read() throws IOException;
    }

    private interface Parser {
        Object parse(InputStream body) throws IOException;
    }

    private static ReaderInterceptorContext context(MediaType type, Reading reading) {
        return context(type, "", body -> reading.read());
    }

    private static ReaderInterceptorContext context(MediaType type, String body, Parser parser) {
        AtomicReference<InputStream> stream =
                new AtomicReference<>(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
        return (ReaderInterceptorContext) Proxy.newProxyInstance(
                ReaderInterceptorContext.class.getClassLoader(),
                new Class<?>[] {ReaderInterceptorContext.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getMediaType" -> type;
                    case "getInputStream" -> stream.get();
                    case "setInputStream" -> {
                        stream.set((InputStream) arguments[0]);
                        yield null;
                    }
                    default -> parser.parse(stream.get());
                });
    }

    /** Whatever the parser reads of it, in whichever pieces. */
    @Test
    void takesABodyForWholeOnlyWithItsLastBoundary() throws IOException {
        MediaType type = new MediaType("multipart", "form-data", Map.of("boundary", "b-1"));
        String part = "--b-1\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n" + "x".repeat(5_000) + "\r\n";
        for (int piece : new int[] {1, 7, 1_000, 4_096, 10_000}) {
            Parser inPieces = body -> {
                byte[] buffer = new byte[piece];
                while (body.read(buffer, 0, piece) >= 0) {
                    continue;
                }
                return "parts";
            };
            assertThat(new MultipartBodies().aroundReadFrom(context(type, part + "--b-1--\r\n", inPieces)))
                    .isEqualTo("parts");
            for (String cut : new String[] {part, part + "--b-1", part.substring(0, 3_000), ""}) {
                assertThatThrownBy(() -> new MultipartBodies().aroundReadFrom(context(type, cut, inPieces)))
                        .isInstanceOf(AiException.class)
                        .hasMessageContaining("at its end");
            }
        }
        assertThat(new MultipartBodies().aroundReadFrom(context(type, part + "--b-1--", InputStream::read)))
                .isEqualTo((int) '-');
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
        for (MediaType type : new MediaType[] {MediaType.APPLICATION_JSON_TYPE, MediaType.WILDCARD_TYPE}) {
            assertThat(new MultipartBodies().aroundReadFrom(context(type, () -> "read")))
                    .isEqualTo("read");
        }
        assertThatThrownBy(() -> new MultipartBodies().aroundReadFrom(context(MediaType.APPLICATION_JSON_TYPE, () -> {
                    throw new IOException("disk full");
                })))
                .isInstanceOf(IOException.class);
    }
}
