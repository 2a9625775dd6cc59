package org.esmap.ai.core.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Loads an untrusted ONNX file and runs it once on a small made-up input. Meant for a process of its own, which a hostile
 * file may take down.
 */
public final class OnnxTrial {
    /** Places in the runtime's own sources, which it names with every failure. */
    private static final String ITS_SOURCES = "/onnxruntime_src/\\S+ ?";

    private static final long FREE_DIMENSION = 8;
    private static final long MOST_ELEMENTS = 1 << 22;

    private OnnxTrial() {}

    /**
     * Tries the file.
     *
     * @return its inputs and outputs with types and shapes, in words
     * @throws IllegalArgumentException saying why ONNX Runtime refuses it
     */
    public static String run(Path file) {
        try (OrtSession.SessionOptions options = options();
                OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options)) {
            Map<String, OnnxTensor> feeds = new HashMap<>();
            try {
                for (var input : session.getInputInfo().entrySet()) {
                    feeds.put(input.getKey(), madeUp(input.getValue()));
                }
                session.run(feeds).close();
            } finally {
                feeds.values().forEach(OnnxTensor::close);
            }
            return "takes " + describe(session.getInputInfo()) + "; gives " + describe(session.getOutputInfo());
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime refuses it: " + told(e, file), e);
        }
    }

    /** What ONNX Runtime says, without the folders of this machine and of its own sources. */
    static String told(OrtException failure, Path file) {
        return String.valueOf(failure.getMessage())
                .replace(file.toString(), String.valueOf(file.getFileName()))
                .replaceAll(ITS_SOURCES, "");
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private static OnnxTensor madeUp(NodeInfo input) throws OrtException {
        if (!(input.getInfo() instanceof TensorInfo info)) {
            throw new IllegalArgumentException("Input " + input.getName() + " is not a tensor");
        }
        long[] shape = info.getShape().clone();
        long elements = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] > 0 ? shape[i] : i == 0 ? 1 : FREE_DIMENSION;
            elements = Math.multiplyExact(elements, shape[i]);
        }
        if (elements > MOST_ELEMENTS) {
            throw new IllegalArgumentException("Input " + input.getName() + " wants " + elements + " elements, at most "
                    + MOST_ELEMENTS + " are tried");
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (info.type == OnnxJavaType.INT64) {
            long[] ones = new long[(int) elements];
            Arrays.fill(ones, 1);
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        }
        if (info.type == OnnxJavaType.FLOAT) {
            return OnnxTensor.createTensor(environment, FloatBuffer.allocate((int) elements), shape);
        }
        throw new IllegalArgumentException(
                "Input " + input.getName() + " is of type " + info.type + "; this platform feeds int64 and float");
    }

    private static String describe(Map<String, NodeInfo> nodes) {
        StringBuilder words = new StringBuilder();
        for (var node : nodes.entrySet()) {
            if (!words.isEmpty()) {
                words.append(", ");
            }
            words.append(node.getKey());
            if (node.getValue().getInfo() instanceof TensorInfo info) {
                words.append(' ').append(info.type).append(Arrays.toString(info.getShape()));
            }
        }
        return words.toString();
    }
}
