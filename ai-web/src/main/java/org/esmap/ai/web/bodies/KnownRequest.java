package org.esmap.ai.web.bodies;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request with a body that has been read, and with a form's fields. Used by one thread at a time. */
final class KnownRequest extends HttpServletRequestWrapper {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FIELDS = 10_000;

    /** As it was sent: where the request goes on later, the container gives it decoded. */
    private final @Nullable String query;

    private byte[] body = new byte[0];
    private @Nullable Map<String, String[]> fields;

    KnownRequest(HttpServletRequest request) {
        super(request);
        this.query = request.getQueryString();
    }

    boolean isForm() {
        String type = getContentType();
        return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
    }

    /**
     * Reads the whole body, decoded.
     *
     * @throws org.esmap.ai.core.failure.AiException where it cannot be read or is too large
     */
    void know(ServletInputStream sent) {
        body = RequestBody.read(DecodedBody.of(sent, getHeader(HttpHeaders.CONTENT_ENCODING)));
    }

    void know(byte[] sent) {
        know(new Known(new ByteArrayInputStream(sent)));
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Known(new ByteArrayInputStream(body));
    }

    @Override
    public @Nullable String getQueryString() {
        return query;
    }

    /**
     * The fields of the address and, behind them, of the form, in UTF-8.
     *
     * @throws IllegalArgumentException if they cannot be read or are more than {@value #MAX_FIELDS}
     */
    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> known = fields;
        if (known == null) {
            Map<String, List<String>> read = new LinkedHashMap<>();
            read(query, read);
            if (isForm()) {
                read(new String(body, StandardCharsets.UTF_8), read);
            }
            known = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> field : read.entrySet()) {
                known.put(field.getKey(), field.getValue().toArray(String[]::new));
            }
            fields = Collections.unmodifiableMap(known);
        }
        return known;
    }

    private static void read(@Nullable String encoded, Map<String, List<String>> to) {
        String[] pairs = encoded == null ? new String[0] : encoded.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                String[] both = pair.split("=", 2);
                to.computeIfAbsent(decoded(both[0]), name -> new ArrayList<>())
                        .add(both.length < 2 ? "" : decoded(both[1]));
            }
        }
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private static final class Known extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Known(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] to, int from, int length) {
            return bytes.read(to, from, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body has been read");
        }
    }
}
