package org.esmap.ai.server.limit;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Tokeniser and session of a text classifier, and nothing else. Thread-safe. One thread a run, as the platform has. */
public final class RawLimit implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    public RawLimit(ShippedTexts bundle) throws IOException, OrtException {
        this.tokenizer = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(bundle.file("tokenizer.json")),
                Map.of("truncation", "false", "padding", "false"));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.session = environment.createSession(bundle.file("model.onnx"), options);
        }
    }

    /** Tokenises and runs one text. Returns the number of its tokens. */
    public int run(String text) throws OrtException {
        long[] ids = tokenizer.encode(text, true, false).getIds();
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, new long[][] {ids});
                OnnxTensor maskTensor = OnnxTensor.createTensor(environment, new long[][] {mask});
                OrtSession.Result result = session.run(Map.of("input_ids", idTensor, "attention_mask", maskTensor))) {
            if (result.size() == 0) {
                throw new IllegalStateException("The model gives no output");
            }
            return ids.length;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
        tokenizer.close();
    }
}
