package org.esmap.ai.models.energyqa;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer.
 *
 * @param answer       the caller's characters from {@code start} to {@code end}; empty where there is no answer
 * @param score        calibrated probability that this is right; with no answer, that no span is
 * @param start        first UTF-16 code unit in the text
 * @param end          one past the last
 * @param contextId    which of the texts; left out where there is one without an id, or no answer
 * @param noAnswer     whether the texts do not answer the question
 * @param alternatives other spans, by falling score, none overlapping another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Answer(
        String answer,
        double score,
        int start,
        int end,
        @Nullable String contextId,
        boolean noAnswer,
        List<Alternative> alternatives) {
    /** Another span that may answer; its score is on the same scale. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Alternative(
            String answer,
            double score,
            int start,
            int end,
            @Nullable String contextId) {}

    static Answer none(double score, List<Alternative> alternatives) {
        return new Answer("", score, 0, 0, null, true, alternatives);
    }
}
