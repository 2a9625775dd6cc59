package org.esmap.ai.core.embedding;

import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.Tensor;
import org.esmap.ai.core.sharing.Handles;
import org.esmap.ai.core.tokenization.Tokenizer;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * The sentence encoder all-MiniLM-L6-v2 (Reimers and Gurevych 2019, Sentence-BERT), int8, unmodified, from a Maven
 * artefact: mean of the last layer over the tokens, scaled to length 1. Thread-safe. Bundles that name the same file
 * share one native session.
 *
 * <p>The ONNX model takes {@code input_ids}, {@code attention_mask} and {@code token_type_ids} of shape [1, tokens] and
 * gives {@code last_hidden_state} of shape [1, tokens, {@value #SIZE}].
 */
public final class Embedder implements AutoCloseable {
    /** Numbers of a vector. */
    public static final int SIZE = 384;

    /** Most tokens read of one text; the encoder was trained on at most 256 with special tokens. */
    public static final int MAX_TOKENS = 254;

    /** Name of the encoder in the bundles that use it. */
    public static final String ENCODER = "encoder.onnx";

    /** Name of the encoder's tokenizer in the bundles that use it. */
    public static final String TOKENIZER = "encoder-tokenizer.json";

    private static final String HIDDEN = "last_hidden_state";

    private final Handles handles;
    private final Tokenizer tokenizer;
    private final OnnxSession session;

    private Embedder(Bundle bundle, Handles handles, OnnxSessions sessions, Tokenizers tokenizers) {
        this.handles = handles;
        this.tokenizer = handles.add(tokenizers.open(bundle.file(TOKENIZER), bundle.sha256(TOKENIZER)));
        this.session = handles.add(sessions.open(bundle.file(ENCODER), bundle.sha256(ENCODER)))
                .require(Set.of("input_ids", "attention_mask", "token_type_ids"), Set.of(HIDDEN));
    }

    /**
     * Opens the encoder that {@code bundle} names {@value #ENCODER} and {@value #TOKENIZER}.
     *
     * @throws org.esmap.ai.core.failure.AiException with {@code INVALID_BUNDLE} where they are missing or other models
     */
    public static Embedder open(Bundle bundle, OnnxSessions sessions, Tokenizers tokenizers) {
        return Handles.opening(handles -> new Embedder(bundle, handles, sessions, tokenizers));
    }

    /**
     * The vector of {@code text}, of length 1, {@value #SIZE} numbers. Reads the first {@value #MAX_TOKENS} tokens;
     * embed longer texts by sentence.
     */
    public float[] embed(String text) {
        return embed(text, MAX_TOKENS);
    }

    /** As {@link #embed(String)}, reading at most {@code maxTokens} tokens, which bounds the time it takes. */
    public float[] embed(String text, int maxTokens) {
        Tokens tokens = tokenizer.tokenize(text);
        long[] ids = tokenizer.single(tokens, new Window(0, Math.min(tokens.size(), Math.min(maxTokens, MAX_TOKENS))));
        Map<String, Tensor> feeds = Map.of(
                "input_ids", Tensor.row(ids),
                "attention_mask", Tensor.ones(ids.length),
                "token_type_ids", Tensor.row(new long[ids.length]));
        return mean(session.run(feeds, Set.of(HIDDEN)).get(HIDDEN).data());
    }

    /** The number of tokens in {@code text}, which may be more than are read. */
    public int tokens(String text) {
        return tokenizer.tokenize(text).size();
    }

    private static float[] mean(float[] hidden) {
        float[] vector = new float[SIZE];
        for (int i = 0; i < hidden.length; i++) {
            vector[i % SIZE] += hidden[i];
        }
        return scale(vector);
    }

    /** {@code vector} scaled to length 1, in place; a vector of zeros stays. */
    public static float[] scale(float[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        if (length > 0) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= (float) length;
            }
        }
        return vector;
    }

    /** Cosine of two vectors of length 1, from -1 to 1. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void close() {
        handles.close();
    }
}
