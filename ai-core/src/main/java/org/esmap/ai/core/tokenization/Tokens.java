package org.esmap.ai.core.tokenization;

import java.util.Arrays;

/**
 * A tokenised text without special tokens. Arrays run in parallel and are not copied: do not change them.
 *
 * @param ids    token ids
 * @param starts where each token starts in the text, in UTF-16 code units
 * @param ends   where each token ends, exclusive
 * @param words  number of the word that each token belongs to, counted from 0
 */
public record Tokens(long[] ids, int[] starts, int[] ends, int[] words) {
    public int size() {
        return ids.length;
    }

    /** Where {@code token} ends in {@code text}, with the marks on its last letter, which tokenizers leave out. */
    public int endIn(String text, int token) {
        int end = ends[token];
        while (end < text.length() && isMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** The first {@code most} tokens, or all where there are fewer. */
    public Tokens first(int most) {
        int kept = Math.min(most, size());
        return kept == size()
                ? this
                : new Tokens(
                        Arrays.copyOf(ids, kept),
                        Arrays.copyOf(starts, kept),
                        Arrays.copyOf(ends, kept),
                        Arrays.copyOf(words, kept));
    }
}
