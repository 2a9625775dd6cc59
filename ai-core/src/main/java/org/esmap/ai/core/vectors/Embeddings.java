package org.esmap.ai.core.vectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Blank;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into vectors with the sentence encoder that some live version brings along, in a lane of its own beside
 * the models'. Opened at the first use. Thread-safe.
 */
@ApplicationScoped
public class Embeddings {
    /** The encoder's public name. */
    public static final ModelId ENCODER = new ModelId("all-minilm-l6-v2");

    /** Texts of a list that run or wait: the others of a long one would count as a queue too long to join. */
    /** More never fits, and splitting it into tokens would take hundreds of megabytes. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final int AT_A_TIME = 2;

    private final Registry registry;
    private final OnnxSessions sessions;
    private final Tokenizers tokenizers;
    private final NativeWork nativeWork;
    private @Nullable Embedder embedder;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Embeddings() {
        this(null, null, null, null);
    }

    @Inject
    public Embeddings(Registry registry, OnnxSessions sessions, Tokenizers tokenizers, NativeWork nativeWork) {
        this.registry = registry;
        this.sessions = sessions;
        this.tokenizers = tokenizers;
        this.nativeWork = nativeWork;
    }

    /**
     * A text's vector.
     *
     * @param vector {@value Embedder#SIZE} numbers, of length 1
     * @param tokens tokens of the text, at most {@value Embedder#MAX_TOKENS}
     */
    public record Embedded(float[] vector, int tokens) {}

    /**
     * Embeds {@code texts}, each when its turn comes.
     *
     * @return the vectors in the order of the texts; fails with {@code INVALID_INPUT} and the pointer {@code /<index>}
     *     where a text is blank or has more than {@value Embedder#MAX_TOKENS} tokens, which are never cut in silence
     * @throws AiException with {@code MODEL_UNAVAILABLE} where no live version brings the encoder
     */
    public CompletableFuture<List<Embedded>> embed(List<String> texts, Deadline deadline) {
        Embedder encoder = encoder();
        List<CompletableFuture<Embedded>> vectors = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            int index = i;
            CompletableFuture<?> before =
                    i < AT_A_TIME ? CompletableFuture.completedFuture(null) : vectors.get(i - AT_A_TIME);
            vectors.add(before.thenCompose(
                    done -> nativeWork.submit(ENCODER, deadline, () -> embed(encoder, texts.get(index), index))));
        }
        return CompletableFuture.allOf(vectors.toArray(CompletableFuture[]::new))
                .thenApply(all -> vectors.stream().map(CompletableFuture::join).toList());
    }

    private static Embedded embed(Embedder encoder, String text, int index) {
        if (Blank.is(text)) {
            throw AiException.invalid("/" + index, Blank.MESSAGE, Blank.ALLOWED);
        }
        if (text.length() > MOST_CHARACTERS) {
            throw AiException.invalid(
                    "/" + index,
                    "the text has " + text.length() + " characters; split it",
                    "at most " + Embedder.MAX_TOKENS + " tokens");
        }
        int tokens = encoder.tokens(text);
        if (tokens > Embedder.MAX_TOKENS) {
            throw AiException.invalid(
                    "/" + index,
                    "the text has " + tokens + " tokens; split it",
                    "at most " + Embedder.MAX_TOKENS + " tokens");
        }
        return new Embedded(encoder.embed(text), tokens);
    }

    private synchronized Embedder encoder() {
        if (embedder == null) {
            embedder = Embedder.open(bundle(), sessions, tokenizers);
        }
        return embedder;
    }

    private Bundle bundle() {
        return registry.models().stream()
                .flatMap(model -> registry.traffic(model.id()).stream())
                .map(traffic -> traffic.live().bundle())
                .filter(bundle -> bundle.has(Embedder.ENCODER) && bundle.has(Embedder.TOKENIZER))
                .findFirst()
                .orElseThrow(() -> new AiException(
                        ErrorCode.MODEL_UNAVAILABLE, "The sentence encoder is not loaded. Try again in a moment."));
    }

    @PreDestroy
    synchronized void close() {
        if (embedder != null) {
            embedder.close();
            embedder = null;
        }
    }
}
