package org.esmap.ai.models.energyner;

import org.esmap.ai.core.tokenization.Tokens;
import org.esmap.ai.core.tokenization.Window;

/**
 * The casing of words, an input beside the uncased word pieces: the same number for every piece of a word. Must stay as
 * in the training recipe.
 */
final class Casing {
    private static final int LOWER = 0;
    private static final int FIRST_CAPITAL = 1;
    private static final int ALL_CAPITALS = 2;
    private static final int MIXED = 3;
    private static final int DIGITS = 4;
    private static final int OTHER = 5;

    private Casing() {}

    /** The casing of every token of {@code text}. */
    static long[] of(String text, Tokens tokens) {
        long[] casing = new long[tokens.size()];
        for (int first = 0; first < casing.length; ) {
            int end = first + 1;
            while (end < casing.length && tokens.words()[end] == tokens.words()[first]) {
                end++;
            }
            int word = of(text.substring(tokens.starts()[first], tokens.ends()[end - 1]));
            for (; first < end; first++) {
                casing[first] = word;
            }
        }
        return casing;
    }

    /** The window's part of {@code casing}, between the special tokens. */
    static long[] single(long[] casing, Window window) {
        long[] part = new long[window.size() + 2];
        part[0] = OTHER;
        System.arraycopy(casing, window.from(), part, 1, window.size());
        part[part.length - 1] = OTHER;
        return part;
    }

    static int of(String word) {
        long letters = word.codePoints().filter(Character::isLetter).count();
        if (letters == 0) {
            return word.codePoints().anyMatch(Casing::isDigit) ? DIGITS : OTHER;
        }
        long capitals = word.codePoints().filter(Character::isUpperCase).count();
        if (capitals == 0) {
            return LOWER;
        }
        if (capitals == 1 && Character.isUpperCase(word.codePointAt(0))) {
            return FIRST_CAPITAL;
        }
        return capitals == letters && letters > 1 ? ALL_CAPITALS : MIXED;
    }

    private static boolean isDigit(int c) {
        return Character.isDigit(c)
                || "²³¹".indexOf(c) >= 0
                || c >= 0x2070 && c <= 0x2079
                || c >= 0x2080 && c <= 0x2089;
    }
}
