package org.esmap.ai.core.inference;

import java.util.List;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * What the platform answers.
 *
 * @param id           identity of this answer, a UUID of version 7
 * @param model        who answered
 * @param version      which version answered
 * @param task         the model's task
 * @param output       the model's output as JSON, UTF-8; do not change
 * @param source       where the answer comes from
 * @param reason       why the answer is degraded; null where it is not
 * @param latencyNanos from arrival to answer
 * @param warnings     what the caller should know
 * @param headline     the answer in one word
 */
public record Answer(
        String id,
        ModelId model,
        Version version,
        String task,
        byte[] output,
        Source source,
        @Nullable String reason,
        long latencyNanos,
        List<Warning> warnings,
        Prediction.@Nullable Headline headline) {
    /** Whether the caller must treat this as less than the model's best. */
    public boolean degraded() {
        return reason != null;
    }
}
