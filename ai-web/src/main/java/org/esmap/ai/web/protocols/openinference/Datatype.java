package org.esmap.ai.web.protocols.openinference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** The datatypes of tensors that are served, and their little-endian binary form. */
enum Datatype {
    BOOL(1),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    FP32(4),
    FP64(8),
    /** Texts, UTF-8, each behind its length in four bytes. */
    BYTES(0);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final int width;

    Datatype(int width) {
        this.width = width;
    }

    static Datatype named(String name) {
        for (Datatype type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw malformed("Datatype '" + (name.length() > 20 ? name.substring(0, 20) : name) + "' is not served. Served: "
                + java.util.Arrays.toString(values()));
    }

    /** Whether a JSON value can stand for an element of this type. */
    boolean accepts(JsonNode value) {
        return switch (this) {
            case BYTES -> value.isTextual();
            case BOOL -> value.isBoolean();
            case FP32 -> value.isNumber() && Float.isFinite(value.floatValue());
            case FP64 -> value.isNumber();
            case INT8, INT16, INT32, INT64 ->
                value.isIntegralNumber() && value.bigIntegerValue().bitLength() < width * Byte.SIZE;
            case UINT8, UINT16, UINT32, UINT64 ->
                value.isIntegralNumber()
                        && value.bigIntegerValue().signum() >= 0
                        && value.bigIntegerValue().bitLength() <= width * Byte.SIZE;
        };
    }

    /** The next element of {@code bytes}, which is little-endian. */
    JsonNode read(ByteBuffer bytes) {
        int needed = this == BYTES ? Integer.BYTES : width;
        if (bytes.remaining() < needed) {
            throw malformed("A binary tensor ends within an element");
        }
        return switch (this) {
            case BOOL -> JSON.booleanNode(bytes.get() != 0);
            case UINT8 -> JSON.numberNode(bytes.get() & 0xff);
            case UINT16 -> JSON.numberNode(bytes.getShort() & 0xffff);
            case UINT32 -> JSON.numberNode(bytes.getInt() & 0xffffffffL);
            case UINT64 -> JSON.numberNode(new BigInteger(Long.toUnsignedString(bytes.getLong())));
            case INT8 -> JSON.numberNode(bytes.get());
            case INT16 -> JSON.numberNode(bytes.getShort());
            case INT32 -> JSON.numberNode(bytes.getInt());
            case INT64 -> JSON.numberNode(bytes.getLong());
            case FP32 -> JSON.numberNode(finite(bytes.getFloat()));
            case FP64 -> JSON.numberNode(finite(bytes.getDouble()));
            case BYTES -> JSON.textNode(text(bytes));
        };
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw malformed("A binary tensor holds " + value + "; finite numbers were expected");
        }
        return value;
    }

    private static String text(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw malformed("A binary text says it has " + length + " bytes, " + bytes.remaining() + " are left");
        }
        ByteBuffer own = bytes.slice().limit(length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(own).toString();
        } catch (CharacterCodingException e) {
            throw malformed("A binary text is not UTF-8");
        }
    }

    /** The binary form of one element. */
    byte[] write(JsonNode value) {
        if (this == BYTES) {
            byte[] text = value.asText().getBytes(StandardCharsets.UTF_8);
            return little(Integer.BYTES + text.length)
                    .putInt(text.length)
                    .put(text)
                    .array();
        }
        ByteBuffer bytes = little(width);
        switch (this) {
            case BOOL -> bytes.put((byte) (value.booleanValue() ? 1 : 0));
            case UINT8, INT8 -> bytes.put((byte) value.longValue());
            case UINT16, INT16 -> bytes.putShort((short) value.longValue());
            case UINT32, INT32 -> bytes.putInt((int) value.longValue());
            case UINT64, INT64 -> bytes.putLong(value.longValue());
            case FP32 -> bytes.putFloat(value.floatValue());
            case FP64 -> bytes.putDouble(value.doubleValue());
            case BYTES -> throw new IllegalStateException("Written above");
        }
        return bytes.array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    /** The member {@code name}, which is an object where it is there at all. */
    static JsonNode object(JsonNode parent, String name) {
        JsonNode member = parent.path(name);
        if (!member.isObject() && !member.isMissingNode() && !member.isNull()) {
            throw malformed("'" + name + "' must be an object");
        }
        return member;
    }

    static AiException malformed(String message) {
        return new AiException(ErrorCode.MALFORMED_REQUEST, message);
    }
}
