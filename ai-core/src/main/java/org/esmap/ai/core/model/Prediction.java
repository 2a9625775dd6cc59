package org.esmap.ai.core.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers.
 *
 * @param output   the answer, a value that Jackson writes in the form of the model's output schema
 * @param warnings what the caller should know
 * @param reason   why this is less than the model's best (a fallback, an unsupported language); null for a full answer
 * @param headline the answer in one word and its score, for tracking drift and confidence; null where there is none
 * @param substitute whether a fallback made this answer in place of the model
 * @param hurried    whether the caller's deadline ended the work early, so that one with more time would get another
 *     answer; it is not cached, nor given to a caller with more time
 */
public record Prediction(
        Object output,
        List<Warning> warnings,
        @Nullable String reason,
        @Nullable Headline headline,
        boolean substitute,
        boolean hurried) {
    /**
     * The answer in one word.
     *
     * @param label the predicted label, at most 100 characters
     * @param score the calibrated probability of it, from 0 to 1
     */
    public record Headline(String label, double score) {}

    public Prediction {
        requireNonNull(output, "output is null");
        warnings = List.copyOf(warnings);
    }

    /** A full answer. */
    public static Prediction of(Object output) {
        return new Prediction(output, List.of(), null, null, false, false);
    }

    /** A substitute answer of a fallback, made without the model proper. */
    public static Prediction substitute(Object output, String reason) {
        return new Prediction(output, List.of(), reason, null, true, false);
    }

    public Prediction withWarnings(List<Warning> more) {
        return new Prediction(output, more, reason, headline, substitute, hurried);
    }

    public Prediction withHeadline(String label, double score) {
        return new Prediction(output, warnings, reason, new Headline(label, score), substitute, hurried);
    }

    public Prediction withReason(String why) {
        return new Prediction(output, warnings, why, headline, substitute, hurried);
    }

    /** The same answer, cut short by the caller's deadline. */
    public Prediction asHurried() {
        return new Prediction(output, warnings, reason, headline, substitute, true);
    }

    /** Whether the caller must treat this as less than the model's best. Degraded answers are never cached. */
    public boolean degraded() {
        return reason != null;
    }
}
