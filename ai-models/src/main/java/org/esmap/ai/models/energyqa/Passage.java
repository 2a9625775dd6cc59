package org.esmap.ai.models.energyqa;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.esmap.ai.core.text.Sentence;
import org.esmap.ai.core.text.SentenceSplitter;

/**
 * A part of one of the caller's texts that ends where a paragraph or a sentence does.
 *
 * @param context   number of the caller's text
 * @param start     first UTF-16 code unit of it
 * @param text      its characters
 * @param relevance how likely it is to answer, 0 to 1, as {@link Ranking} sees it; 0 where nothing had to be ranked
 */
record Passage(int context, int start, String text, double relevance) {
    /** Less of a text says too little to be ranked by. */
    private static final int LEAST = 200;

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*+\\R");

    Passage ofRelevance(double value) {
        return new Passage(context, start, text, value);
    }

    /**
     * Cuts {@code text} at blank lines, and where sentences end once {@code size} characters are reached; a text of at
     * most twice as many stays whole, and so do a heading and what is short with what follows them.
     */
    static List<Passage> of(int context, String text, int size) {
        if (text.length() <= 2 * size) {
            return List.of(new Passage(context, 0, text, 0));
        }
        List<Passage> passages = new ArrayList<>();
        int start = 0;
        int end = 0;
        boolean heading = false;
        for (Sentence sentence : SentenceSplitter.split(text)) {
            if (end - start >= LEAST
                    && !heading
                    && BLANK_LINE.matcher(text.substring(end, sentence.start())).find()) {
                passages.add(new Passage(context, start, text.substring(start, end), 0));
                start = end;
            }
            end = sentence.end();
            heading = sentence.kind() == Sentence.Kind.HEADING;
            if (sentence.end() - start >= size) {
                passages.add(new Passage(context, start, text.substring(start, sentence.end()), 0));
                start = sentence.end();
            }
        }
        if (!text.substring(start).isBlank()) {
            passages.add(new Passage(context, start, text.substring(start), 0));
        }
        return passages;
    }
}
