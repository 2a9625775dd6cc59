package org.esmap.ai.models.energyqa;

/**
 * A possible answer.
 *
 * @param context        number of the caller's text
 * @param start          first UTF-16 code unit in it
 * @param end            one past the last
 * @param margin         the span's start and end logits less those of "no answer"
 * @param logProbability log probability of start and end in the window
 * @param relevance      of the passage it was read in
 */
record Span(int context, int start, int end, double margin, double logProbability, double relevance) {
    boolean overlaps(Span other) {
        return context == other.context && start < other.end && other.start < end;
    }
}
