package org.esmap.ai.core.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Reads an ONNX file as what it is, a protocol buffer, without running any of it: refuses operators of foreign domains
 * and weights that lie outside the file. Domains that a file imports and no operator uses run nothing and do not count:
 * optimisers leave a list of them. Field numbers are those of {@code onnx.proto3} (ONNX 1.19).
 */
public final class OnnxInspection {
    private static final Set<String> DOMAINS = Set.of(
            "",
            "ai.onnx",
            "ai.onnx.ml",
            "ai.onnx.training",
            "ai.onnx.preview.training",
            "com.microsoft",
            "com.microsoft.nchwc",
            "com.microsoft.experimental",
            "com.ms.internal.nhwc");
    private static final int DEEPEST = 16;

    private static final int MODEL_GRAPH = 7;
    private static final int MODEL_FUNCTIONS = 25;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_SPARSE_INITIALIZER = 15;
    private static final int FUNCTION_NODE = 7;
    private static final int FUNCTION_DEFAULT = 11;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int NODE_DOMAIN = 7;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int ATTRIBUTE_TENSORS = 10;
    private static final int ATTRIBUTE_GRAPHS = 11;
    private static final int ATTRIBUTE_SPARSE = 22;
    private static final int ATTRIBUTE_SPARSES = 23;
    private static final int SPARSE_VALUES = 1;
    private static final int SPARSE_INDICES = 2;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int TENSOR_DATA_LOCATION = 14;

    /** What lies inside what, by field number, as far as it can hold an operator or a tensor. */
    private static final Map<Kind, Map<Integer, Kind>> INSIDE = Map.of(
            Kind.MODEL, Map.of(MODEL_GRAPH, Kind.GRAPH, MODEL_FUNCTIONS, Kind.FUNCTION),
            Kind.GRAPH,
                    Map.of(
                            GRAPH_NODE, Kind.NODE,
                            GRAPH_INITIALIZER, Kind.TENSOR,
                            GRAPH_SPARSE_INITIALIZER, Kind.SPARSE),
            Kind.FUNCTION, Map.of(FUNCTION_NODE, Kind.NODE, FUNCTION_DEFAULT, Kind.ATTRIBUTE),
            Kind.NODE, Map.of(NODE_ATTRIBUTE, Kind.ATTRIBUTE),
            Kind.ATTRIBUTE,
                    Map.of(
                            ATTRIBUTE_TENSOR, Kind.TENSOR,
                            ATTRIBUTE_TENSORS, Kind.TENSOR,
                            ATTRIBUTE_GRAPH, Kind.GRAPH,
                            ATTRIBUTE_GRAPHS, Kind.GRAPH,
                            ATTRIBUTE_SPARSE, Kind.SPARSE,
                            ATTRIBUTE_SPARSES, Kind.SPARSE),
            Kind.SPARSE, Map.of(SPARSE_VALUES, Kind.TENSOR, SPARSE_INDICES, Kind.TENSOR));

    private final Set<String> foreign = new TreeSet<>();
    private boolean external;

    private OnnxInspection() {}

    /** A kind of message, by what is looked at inside it. */
    private enum Kind {
        MODEL,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        SPARSE,
        TENSOR
    }

    /**
     * Looks through a file.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming the foreign domains or the external weights
     */
    public static void check(Path file) {
        OnnxInspection inspection = new OnnxInspection();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw refused("is larger than 2 GiB");
            }
            inspection.read(Kind.MODEL, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!inspection.foreign.isEmpty()) {
            throw refused("uses operators of the domains " + inspection.foreign + ", which this platform does not run."
                    + " Export it with standard operators only");
        }
        if (inspection.external) {
            throw refused("keeps weights outside the file. Export it with all weights inside");
        }
    }

    private void read(Kind kind, ByteBuffer message, int depth) {
        if (depth > DEEPEST) {
            throw refused("is nested more than " + DEEPEST + " levels deep");
        }
        while (message.hasRemaining()) {
            long tag = varint(message);
            int field = (int) (tag >>> 3);
            switch ((int) (tag & 7)) {
                case 0 -> number(kind, field, varint(message));
                case 1 -> skip(message, 8);
                case 2 -> piece(kind, field, slice(message), depth);
                case 5 -> skip(message, 4);
                default -> throw refused("is not an ONNX file");
            }
        }
    }

    private void number(Kind kind, int field, long value) {
        if (kind == Kind.TENSOR && field == TENSOR_DATA_LOCATION && value != 0) {
            external = true;
        }
    }

    private void piece(Kind kind, int field, ByteBuffer piece, int depth) {
        Kind inner = INSIDE.getOrDefault(kind, Map.of()).get(field);
        if (inner != null) {
            read(inner, piece, depth + 1);
        } else if (kind == Kind.NODE && field == NODE_DOMAIN) {
            String domain = StandardCharsets.UTF_8.decode(piece).toString();
            if (!DOMAINS.contains(domain)) {
                foreign.add(domain.length() > 60 ? domain.substring(0, 60) : domain);
            }
        } else if (kind == Kind.TENSOR && field == TENSOR_EXTERNAL_DATA) {
            external = true;
        }
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < 64 && from.hasRemaining(); shift += 7) {
            byte b = from.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw refused("is not an ONNX file");
    }

    private static ByteBuffer slice(ByteBuffer from) {
        long length = varint(from);
        if (length < 0 || length > from.remaining()) {
            throw refused("is not an ONNX file, or was cut off");
        }
        ByteBuffer piece = from.slice(from.position(), (int) length);
        from.position(from.position() + (int) length);
        return piece;
    }

    private static void skip(ByteBuffer from, int bytes) {
        if (from.remaining() < bytes) {
            throw refused("was cut off");
        }
        from.position(from.position() + bytes);
    }

    private static AiException refused(String why) {
        return new AiException(ErrorCode.INVALID_BUNDLE, "The ONNX model " + why + ".");
    }
}
