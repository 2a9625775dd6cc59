package org.esmap.ai.models.energyqa;

/**
 * A possible answer.
 *
 * @param passage        what it was read in
 * @param start          first UTF-16 code unit in the caller's text
 * @param end            one past the last
 * @param margin         the span's start and end logits less those of "no answer"
 * @param logProbability log probability of start and end in the window
 */
record Span(Passage passage, int start, int end, double margin, double logProbability) {
    /** Number of the caller's text. */
    int context() {
        return passage.context();
    }

    /** Whether it runs over the border of a table's cell, which no answer does. */
    boolean crossesCells() {
        String answer = passage.text().substring(start - passage.start(), end - passage.start());
        return answer.indexOf('|') >= 0 || answer.indexOf('\t') >= 0;
    }

    boolean overlaps(Span other) {
        return context() == other.context() && start < other.end && other.start < end;
    }
}
