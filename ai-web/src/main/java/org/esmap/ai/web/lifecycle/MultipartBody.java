package org.esmap.ai.web.lifecycle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A form with files (RFC 7578), read part by part while it arrives. JAX-RS would write all of it to files of its own before
 * anybody can refuse it, and leave those behind where it breaks off. Used by one thread.
 */
final class MultipartBody {
    private static final int LONGEST_BOUNDARY = 70; // RFC 2046
    private static final int LONGEST_HEADERS = 4096;
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([^\\s=;]+)\\s*=\\s*(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s;]*))");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int begin;
    private int end;

    /** How many bytes from {@code begin} on are known to be content. */
    private int content;

    /**
     * @param boundary as the {@code Content-Type} names it; null where it names none
     * @throws AiException with {@code MALFORMED_REQUEST} where that is none
     */
    MultipartBody(InputStream in, @Nullable String boundary) {
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw unreadable(null);
        }
        this.in = in;
        this.delimiter = ("\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[end++] = '\n'; // the first boundary may begin the body
    }

    /**
     * A part of the form.
     *
     * @param name    of the field; empty where none is given
     * @param file    name of the file; empty where none is given
     * @param content to be read before the next part is asked for
     */
    record Part(String name, String file, InputStream content) {}

    /**
     * The next part; empty after the last.
     *
     * @throws AiException with {@code MALFORMED_REQUEST} where the body ends before, or is none of parts; so does reading
     *     the content of a part
     */
    Optional<Part> next() throws IOException {
        new Content().transferTo(OutputStream.nullOutputStream()); // what comes before the first, or was left unread
        begin += delimiter.length + (buffer[begin] == '\r' ? 1 : 0);
        while (end - begin < 2) {
            fill();
        }
        if (buffer[begin] == '-' && buffer[begin + 1] == '-') {
            return Optional.empty();
        }
        if (!line().isEmpty()) {
            throw unreadable(null);
        }
        return Optional.of(part(headers()));
    }

    private Part part(Map<String, String> headers) {
        Map<String, String> parameters = parameters(headers.getOrDefault("Content-Disposition", ""));
        if (parameters.isEmpty()) {
            throw unreadable(null);
        }
        String extended = parameters.getOrDefault("filename*", ""); // charset'language'name
        String file = parameters.getOrDefault("filename", extended.substring(extended.lastIndexOf('\'') + 1));
        String encoding = headers.getOrDefault("Content-Transfer-Encoding", "binary");
        return new Part(parameters.getOrDefault("name", ""), file, decoded(encoding));
    }

    private InputStream decoded(String encoding) {
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "binary", "8bit", "7bit" -> new Content();
            case "base64" -> Base64.getMimeDecoder().wrap(new Content());
            default ->
                throw new AiException(
                        ErrorCode.MALFORMED_REQUEST,
                        "A part of the multipart body has a Content-Transfer-Encoding that is not known. Send parts as"
                                + " they are, without that header.");
        };
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.putIfAbsent(parameter.group(1), value);
        }
        return parameters;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String name = "";
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            length += line.length();
            if (length > LONGEST_HEADERS) {
                throw unreadable(null);
            }
            boolean continued = Character.isWhitespace(line.charAt(0));
            int colon = line.indexOf(':');
            if (!continued && colon < 0) {
                throw unreadable(null);
            }
            name = continued ? name : line.substring(0, colon).strip();
            headers.merge(name, line.substring(continued ? 0 : colon + 1).strip(), (one, more) -> one + ' ' + more);
        }
        return headers;
    }

    /** The rest of a line, without its end. */
    private String line() {
        int length = 0;
        while (begin + length == end || buffer[begin + length] != '\n') {
            if (begin + length == end) {
                fill();
            } else if (++length > LONGEST_HEADERS) {
                throw unreadable(null);
            }
        }
        String line = new String(buffer, begin, length, StandardCharsets.UTF_8);
        begin += length + 1;
        return line.stripTrailing();
    }

    /** Reads on. */
    private void fill() {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
        try {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                throw unreadable(null);
            }
            end += read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How many bytes of content come next; none where the boundary does. */
    private int ahead() {
        while (true) {
            int at = delimiterAt();
            if (at >= 0) {
                return (at > begin && buffer[at - 1] == '\r' ? at - 1 : at) - begin;
            }
            int surely = end - begin - delimiter.length; // behind it a line's end and a boundary may have begun
            if (surely > 0) {
                return surely;
            }
            fill();
        }
    }

    /** Where the next boundary begins with the end of a line; -1 where none has been read yet. */
    private int delimiterAt() {
        for (int at = begin; at <= end - delimiter.length; at++) {
            if (buffer[at] == '\n'
                    && Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return at;
            }
        }
        return -1;
    }

    private static AiException unreadable(@Nullable Exception cause) {
        return new AiException(
                ErrorCode.MALFORMED_REQUEST,
                "The multipart body cannot be read. It needs a boundary in its Content-Type and at its end, and each"
                        + " part a header Content-Disposition with a name.",
                cause);
    }

    /** What lies before the next boundary. */
    private final class Content extends InputStream {
        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            if (content == 0) {
                content = ahead();
            }
            if (content == 0) {
                return -1;
            }
            int read = Math.min(length, content);
            System.arraycopy(buffer, begin, to, offset, read);
            begin += read;
            content -= read;
            return read;
        }
    }
}
