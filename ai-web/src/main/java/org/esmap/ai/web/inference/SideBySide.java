package org.esmap.ai.web.inference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.esmap.ai.core.inference.Answer;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.inference.InferenceRequest;

/** Asks several questions at once. Thread-safe. */
@ApplicationScoped
public class SideBySide {
    private final Inference inference;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected SideBySide() {
        this.inference = null;
    }

    @Inject
    public SideBySide(Inference inference) {
        this.inference = inference;
    }

    /**
     * Asks every question; each supplier may refuse.
     *
     * @return one answer or failure for each question, in the same order, perhaps still to come
     */
    public List<CompletableFuture<Answer>> ask(List<Supplier<InferenceRequest>> questions) {
        return questions.stream().map(this::ask).toList();
    }

    private CompletableFuture<Answer> ask(Supplier<InferenceRequest> question) {
        try {
            return inference.infer(question.get()).toCompletableFuture();
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }
}
