package org.esmap.ai.core.inference;

import java.time.Instant;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one request, fired as a CDI event once it has been answered. Observers must be quick: they run on the
 * thread that answers.
 *
 * @param id           identity of the answer; also given to failures
 * @param at           when it was answered
 * @param model        the model
 * @param version      the version
 * @param digest       the version's digest
 * @param task         the model's task
 * @param source       where the answer came from; null for a failure
 * @param degraded     whether the answer was less than the model's best
 * @param failure      the code of a failure; null for an answer
 * @param latencyNanos from arrival to answer
 * @param inputSize    characters of a text input, 0 for others
 * @param headline     the answer in one word
 * @param hurried      whether the caller allowed less time than the version's own limit
 */
public record InferenceRecord(
        String id,
        Instant at,
        ModelId model,
        Version version,
        String digest,
        String task,
        @Nullable Source source,
        boolean degraded,
        @Nullable ErrorCode failure,
        long latencyNanos,
        int inputSize,
        Prediction.@Nullable Headline headline,
        boolean hurried) {}
