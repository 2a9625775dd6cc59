package org.esmap.ai.models.energysummarizer;

/**
 * {@code settings} of the manifest.
 *
 * @param maxTokens     most word pieces read of one sentence
 * @param maxEmbedded   most sentences embedded of one text; of a longer text, those of most frequent words
 * @param centroid      weight of the likeness to the text as a whole
 * @param position      weight of standing among the leading sentences
 * @param leading       how many sentences lead, the first the most
 * @param question      weight against questions, leads to lists and pieces of sentences
 * @param length        weight of saying much, against sentences of a few words
 * @param query         weight of the likeness to the caller's query
 * @param redundancy    weight against likeness to what has been chosen
 * @param duplicate     cosine from which two sentences say the same
 * @param fullLength    words from which a sentence is long enough
 */
record Settings(
        int maxTokens,
        int maxEmbedded,
        double centroid,
        double position,
        int leading,
        double question,
        double length,
        double query,
        double redundancy,
        double duplicate,
        int fullLength) {
    Settings {
        if (maxTokens < 8 || maxEmbedded < 20 || leading < 1 || fullLength < 1 || duplicate <= 0 || duplicate > 1) {
            throw new IllegalArgumentException(
                    "settings need maxTokens from 8, maxEmbedded from 20, leading and fullLength from 1 and duplicate in (0, 1]");
        }
    }
}
