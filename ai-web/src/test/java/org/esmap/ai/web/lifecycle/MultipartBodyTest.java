package org.esmap.ai.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartBodyTest {
    private static final String FIELD = "--b-1\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n";

    private record Read(String name, String file, String content) {}

    /** All parts of a body that arrives in pieces. */
    private static List<Read> read(String body, int piece) throws IOException {
        InputStream arriving = new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, piece));
            }
        };
        MultipartBody parts = new MultipartBody(arriving, "b-1");
        List<Read> all = new ArrayList<>();
        for (Optional<MultipartBody.Part> next = parts.next(); next.isPresent(); next = parts.next()) {
            MultipartBody.Part part = next.get();
            String content = new String(part.content().readAllBytes(), StandardCharsets.ISO_8859_1);
            all.add(new Read(part.name(), part.file(), content));
        }
        return all;
    }

    private static Read one(String header, String content) throws IOException {
        return read("--b-1\r\n" + header + "\r\n\r\n" + content + "\r\n--b-1--\r\n", 1000)
                .get(0);
    }

    private static void refuses(String body) {
        assertThatThrownBy(() -> read(body, 1000))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000, 1 << 20})
    void readsEveryByteOfEveryPartInWhicheverPieces(int piece) throws IOException {
        byte[] random = new byte[200_000];
        new Random(7).nextBytes(random);
        String anything = new String(random, StandardCharsets.ISO_8859_1);
        String nearly = "\r\n--b-\r\n--b-2\r\r\n\n--b\n-\r-b-1--b-1--\r";

        List<Read> all = read(
                "preamble\r\n" + FIELD + anything + "\r\n" + FIELD + nearly + "\r\n" + FIELD + "\r\n--b-1--epilogue",
                piece);

        assertThat(all).extracting(Read::content).containsExactly(anything, nearly, "");
    }

    @Test
    void readsOnWhereAPartIsLeftUnread() throws IOException {
        String body = FIELD + "x".repeat(100_000) + "\r\n" + FIELD + "y\r\n--b-1--";
        MultipartBody parts =
                new MultipartBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), "b-1");

        assertThat(parts.next()).isPresent();
        assertThat(parts.next().orElseThrow().content().readAllBytes()).containsExactly('y');
        assertThat(parts.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void takesABodyForWholeOnlyWithItsLastBoundary(int piece) {
        String part = FIELD + "x".repeat(5_000) + "\r\n";
        for (String cut :
                new String[] {part, part + "--b-1", part + "--b-1-", part.substring(0, 3_000), "--b-1\r\n", ""}) {
            assertThatThrownBy(() -> read(cut, piece))
                    .isInstanceOf(AiException.class)
                    .hasMessageContaining("at its end");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Disposition: form-data; name=\"f\"; filename=\"a.zip\"|f|a.zip",
                "content-disposition:form-data;name=f;filename=a.zip|f|a.zip",
                "Content-Disposition: form-data; filename=\"a.zip\"|``|a.zip",
                "Content-Disposition: form-data; name=\"f\"; filename=\"a\\\"; b.zip\"|f|a\"; b.zip",
                "Content-Disposition: form-data; name=\"f\"; filename*=utf-8''b%C3%BCndel.zip|f|b%C3%BCndel.zip",
                "Content-Disposition: form-data; Name = \"f\"|f|``",
                "Content-Type: text/plain; name=\"x\"~Content-Disposition: form-data;~ name=\"f\"|f|``",
            })
    void readsTheNamesOfAPart(String headers, String name, String file) throws IOException {
        assertThat(one(headers.replace("~", "\r\n"), "x")).isEqualTo(new Read(name, file, "x"));
    }

    @Test
    void takesBoundariesWithBlanksBehindThemAndBareLineEnds() throws IOException {
        String body = FIELD.replace("b-1\r", "b-1 \t\r") + "x\r\n--b-1--  \r\n";

        assertThat(read(body, 1000)).containsExactly(new Read("f", "", "x"));
        assertThat(read(body.replace("\r", ""), 1)).containsExactly(new Read("f", "", "x"));
    }

    @Test
    void decodesPartsInBase64() throws IOException {
        String text = "Watt".repeat(1000);
        String encoded = Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(one("Content-Disposition: form-data; name=f\r\nContent-Transfer-Encoding: Base64", encoded))
                .isEqualTo(new Read("f", "", text));
        refuses(FIELD.replace("\"f\"", "f\r\nContent-Transfer-Encoding: quoted-printable") + "x\r\n--b-1--");
    }

    @Test
    void refusesWhatIsNoForm() {
        refuses("--b-1\r\nContent-Type: text/plain\r\n\r\nx\r\n--b-1--");
        refuses("--b-1\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b-1--");
        refuses("--b-1\r\n\r\nx\r\n--b-1--");
        refuses("--b-1\r\nno header\r\n\r\nx\r\n--b-1--");
        refuses(FIELD.replace("b-1", "b-12") + "x\r\n--b-12--\r\n--b-1--");
        for (String none : new String[] {null, "", "b".repeat(71)}) {
            assertThatThrownBy(() -> new MultipartBody(InputStream.nullInputStream(), none))
                    .isInstanceOf(AiException.class);
        }
    }

    @Test
    void refusesHeadersOfAnyLength() {
        refuses(FIELD.replace("f\"", "f\\\"".repeat(100_000) + "\"") + "x\r\n--b-1--");
        refuses("--b-1\r\n" + "A: b\r\n".repeat(10_000) + "\r\nx\r\n--b-1--");
    }

    @Test
    void readsNamesOfAnyKind() throws IOException {
        String escaped = "\\\"".repeat(2_000);

        assertThat(one("Content-Disposition: form-data; name=\"" + escaped + '"', "x")
                        .name())
                .isEqualTo("\"".repeat(2_000));
    }

    @Test
    void callsABodyThatBreaksOffTheCallersFault() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> new MultipartBody(broken, "b-1").next())
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }
}
