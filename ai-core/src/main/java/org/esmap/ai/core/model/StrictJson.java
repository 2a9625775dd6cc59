package org.esmap.ai.core.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * The platform's one reading of JSON: no duplicate keys, no trailing tokens, no nesting beyond {@value #MAX_DEPTH}, no more
 * than {@value #MAX_TOKENS} tokens, no name of more than {@value #MAX_NAME} characters, no number that a double cannot hold,
 * no unpaired surrogate, and no number changed on the way. Thread-safe.
 */
public final class StrictJson {
    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 100;

    /**
     * Most names, values and brackets of a text: a mebibyte of tiny ones would take hundreds of mebibytes of heap once
     * they are all wrong.
     */
    public static final long MAX_TOKENS = 150_000;

    /** Longest name of a member, characters. */
    private static final int MAX_NAME = 1_000;

    /** Reads and writes; decimal fractions are read as {@link java.math.BigDecimal}, exactly as written. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private static final ObjectReader OWN = new JsonMapper()
            .reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    /** Parts of the parser's messages that speak of its settings and classes. */
    private static final String ITS_OWN = ": enable `[^`]*` to allow|, from `[^`]*`|: not allowed as per `[^`]*`"
            + "| \\(bound as `[^`]*`\\)|Source: REDACTED \\(`[^`]*` disabled\\); "
            + "| \\(not recognized as one since Feature '[^']*' not enabled for parser\\)"
            + "|Cannot construct instance of `[^`]*`, problem: |of type `[^`]*` | \\(token `[^`]*`\\)| \\(class [^)]*\\)| Enum class"
            + "| of `[^`]*`| \\(set [^)]*\\)| \\(index \\d+\\)|; `DeserializationFeature[^`]*` enabled|`";

    /** How the parser begins to say that there are too many tokens. */
    private static final String TOO_MANY = "Token count";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictJson() {}

    /**
     * Reads one JSON value.
     *
     * @throws AiException with {@code MALFORMED_JSON} naming line and column, {@code TOO_LARGE} beyond {@value #MAX_TOKENS}
     *     tokens, or {@code INVALID_INPUT} with pointers to numbers and texts that cannot be taken as they are
     */
    public static JsonNode read(byte[] utf8) {
        JsonNode node = parse(utf8);
        check(node);
        return node;
    }

    /**
     * Reads one JSON value that is the content of a bundle's file.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming {@code file} and what {@link #read(byte[])} would refuse
     */
    public static JsonNode read(String file, byte[] utf8) {
        try {
            return read(utf8);
        } catch (AiException wrong) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, file + ": " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Refuses numbers and texts that cannot be taken as they are.
     *
     * @throws AiException with {@code INVALID_INPUT} and pointers relative to {@code node}
     */
    public static void check(JsonNode node) {
        List<FieldError> errors = Inspection.of(node);
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
    }

    /**
     * Reads one JSON value whose parts are still to be {@link #check checked}, where one bad part must not fail others.
     *
     * @throws AiException with {@code MALFORMED_JSON} naming line and column, or {@code TOO_LARGE} beyond
     *     {@value #MAX_TOKENS} tokens
     */
    public static JsonNode parse(byte[] utf8) {
        try {
            // the parser alone would take overlong forms, and guess at other encodings
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            int start = text.hasRemaining() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
            try (JsonParser parser =
                    MAPPER.createParser(text.array(), text.arrayOffset() + start, text.remaining() - start)) {
                return parse(parser);
            }
        } catch (IOException e) {
            throw new AiException(ErrorCode.MALFORMED_JSON, "The body is not UTF-8 text");
        }
    }

    /** Reads what the platform itself has written, however much it is. */
    public static JsonNode readOwn(byte[] utf8) {
        try {
            return OWN.readTree(utf8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a tree in UTF-8. */
    public static byte[] write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written as JSON", e);
        }
    }

    private static JsonNode parse(JsonParser parser) throws IOException {
        try {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || node.isMissingNode()) {
                throw new AiException(ErrorCode.MALFORMED_JSON, "Expected a JSON object, found an empty body");
            }
            return node;
        } catch (StreamConstraintsException e) {
            // it knows no place of its own
            String place = place(parser.currentLocation());
            if (String.valueOf(e.getOriginalMessage()).startsWith(TOO_MANY)) {
                throw new AiException(
                        ErrorCode.TOO_LARGE,
                        "More than " + MAX_TOKENS + " names, values and brackets" + place
                                + ". Send less, or in several requests.");
            }
            throw new AiException(ErrorCode.MALFORMED_JSON, told(e) + place);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.MALFORMED_JSON, told(e) + place(e.getLocation()));
        } catch (NumberFormatException | ArithmeticException e) { // an exponent that no decimal can hold
            throw new AiException(
                    ErrorCode.MALFORMED_JSON,
                    "A number's exponent is out of range, allowed are 0 or 4.9e-324 to 1.797e308"
                            + place(parser.currentLocation()));
        }
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The first line of what the parser says, without the names of its own settings and of classes. */
    public static String told(JsonProcessingException failure) {
        String message = String.valueOf(failure.getOriginalMessage());
        int end = message.indexOf('\n');
        String line = (end < 0 ? message : message.substring(0, end)).replaceAll(ITS_OWN, "");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    /** Escapes one member name for a JSON pointer (RFC 6901). */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
