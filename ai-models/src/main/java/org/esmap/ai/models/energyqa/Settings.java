package org.esmap.ai.models.energyqa;

import static java.util.Objects.requireNonNull;

/**
 * {@code settings} of the manifest.
 *
 * @param window      word pieces of question, passage and special tokens together
 * @param overlap     word pieces that neighbouring windows of a passage share
 * @param question    most word pieces of the question
 * @param answer      most word pieces of an answer
 * @param passage     characters from which a passage of a long text ends with the sentence
 * @param embedded    most passages compared by meaning in full; those that share most words with the question
 * @param read        most passages read
 * @param meaning     weight of likeness in meaning against shared words, 0 to 1
 * @param relevance   what a passage's relevance adds to the margin of its spans when they are compared
 * @param threads     threads of one run: a reader of several windows is waited for longer than other models are
 * @param calibration turns logits into a probability
 */
record Settings(
        int window,
        int overlap,
        int question,
        int answer,
        int passage,
        int embedded,
        int read,
        double meaning,
        double relevance,
        int threads,
        Calibration calibration) {
    Settings {
        requireNonNull(calibration, "settings.calibration is missing");
        if (window < 64
                || window > 512
                || question < 8
                || question > window / 2
                || read < 1
                || embedded < read
                || threads < 1) {
            throw new IllegalArgumentException(
                    "settings need window 64 to 512, question 8 to half of it, embedded from read, threads from 1");
        }
        if (overlap < 0 || overlap > window / 3 || answer < 1 || passage < 200) {
            throw new IllegalArgumentException(
                    "settings need overlap to a third of window, answer from 1, passage from 200");
        }
    }

    /**
     * A logistic regression fitted on held-out questions: the probability that an answer is right.
     *
     * @param intercept      constant
     * @param probability    weight of the span's probability in its window, "no answer" among what may be
     * @param logProbability weight of its natural logarithm
     * @param logLength      weight of the natural logarithm of the passage's length in thousands of characters: there is
     *     less to mistake in a short one
     * @param noAnswerMargin margin up to which there is no answer
     */
    record Calibration(
            double intercept, double probability, double logProbability, double logLength, double noAnswerMargin) {
        double score(Span span) {
            double log = span.logProbability();
            double length = Math.log(span.passage().text().length() / 1000.0);
            double evidence = intercept + probability * Math.exp(log) + logProbability * log + logLength * length;
            return 1 / (1 + Math.exp(-evidence));
        }
    }
}
