package org.esmap.ai.core.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.sharing.Hold;

/**
 * A handle on a session that others may share. Thread-safe. Closing it while runs are under way is safe: native memory
 * goes when the last run of the last handle has ended.
 */
public final class OnnxSession implements AutoCloseable {
    private final Hold<OrtSession> hold;
    private final Set<String> inputs;
    private final Set<String> outputs;

    OnnxSession(Hold<OrtSession> hold) {
        this.hold = hold;
        this.inputs = hold.use(session -> Set.copyOf(session.getInputNames()));
        this.outputs = hold.use(session -> Set.copyOf(session.getOutputNames()));
    }

    /**
     * Checks the tensors that a model needs, so that a wrong file fails at opening and not at the first request.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming what is missing and what there is
     */
    public OnnxSession require(Set<String> neededInputs, Set<String> neededOutputs) {
        if (!inputs.equals(neededInputs) || !outputs.containsAll(neededOutputs)) {
            close();
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    "The ONNX model must take " + neededInputs + " and give " + neededOutputs + ". It takes " + inputs
                            + " and gives " + outputs + ".");
        }
        return this;
    }

    /**
     * Runs the model. Native code does not listen to interrupts.
     *
     * @param feeds  a tensor for each input
     * @param wanted names of outputs, all of them floats
     * @return a tensor for each name of {@code wanted}
     * @throws IllegalStateException where this handle is closed or ONNX Runtime fails
     */
    public Map<String, Tensor.Floats> run(Map<String, Tensor> feeds, Set<String> wanted) {
        return hold.use(session -> run(session, feeds, wanted));
    }

    private static Map<String, Tensor.Floats> run(OrtSession session, Map<String, Tensor> feeds, Set<String> wanted) {
        Map<String, OnnxTensorLike> natives = new HashMap<>();
        try {
            for (var feed : feeds.entrySet()) {
                natives.put(feed.getKey(), tensor(feed.getValue()));
            }
            try (OrtSession.Result result = session.run(natives, wanted)) {
                return read(result);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            natives.values().forEach(OnnxTensorLike::close);
        }
    }

    private static OnnxTensor tensor(Tensor tensor) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (tensor instanceof Tensor.Longs longs) {
            return OnnxTensor.createTensor(environment, LongBuffer.wrap(longs.data()), longs.shape());
        }
        Tensor.Floats floats = (Tensor.Floats) tensor;
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats.data()), floats.shape());
    }

    private static Map<String, Tensor.Floats> read(OrtSession.Result result) {
        Map<String, Tensor.Floats> outputs = new HashMap<>();
        for (var output : result) {
            OnnxTensor tensor = (OnnxTensor) output.getValue();
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] data = new float[buffer.remaining()];
            buffer.get(data);
            outputs.put(
                    output.getKey(), new Tensor.Floats(data, tensor.getInfo().getShape()));
        }
        return outputs;
    }

    @Override
    public void close() {
        hold.close();
    }
}
