package org.esmap.ai.core.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as a grammar reads it, and where each of its characters stands in the caller's: spaces of any width as plain
 * ones and two of them as one, except between digits; hyphens that do not break as hyphens; digits, letters and per cent
 * signs of full width as plain ones; without soft hyphens and other characters that nobody sees, and without accents on
 * top of {@value #MOST_ACCENTS} others, at each of which a pattern walks back to the letter below. Tabs, line breaks and
 * three spaces or more, which part columns, stay. Immutable.
 */
public final class PlainText {
    private static final int MOST_ACCENTS = 4;
    private static final int FULL_WIDTH = '\uff01' - '!';

    private final String original;
    private final String text;
    /** Where each character stands in the original; null where all stay. */
    private final int @Nullable [] places;

    private PlainText(String original, String text, int @Nullable [] places) {
        this.original = original;
        this.text = text;
        this.places = places;
    }

    /** Reads {@code original}, in time linear in its length. */
    public static PlainText of(String original) {
        StringBuilder text = new StringBuilder(original.length());
        int[] places = new int[original.length()];
        int accents = 0;
        for (int i = 0; i < original.length(); i++) {
            char c = original.charAt(i);
            if (isUnseen(c)) {
                continue;
            }
            accents = Character.getType(c) == Character.NON_SPACING_MARK ? accents + 1 : 0;
            if (accents <= MOST_ACCENTS && !isSecondSpace(original, i)) {
                places[text.length()] = i;
                text.append(plain(original, i));
            }
        }
        return original.contentEquals(text)
                ? new PlainText(original, original, null)
                : new PlainText(original, text.toString(), Arrays.copyOf(places, text.length()));
    }

    /** As plain as a text gets while each of its characters stays where it is. */
    static String inPlace(String original) {
        StringBuilder text = new StringBuilder(original.length());
        for (int i = 0; i < original.length(); i++) {
            text.append(plain(original, i));
        }
        return text.toString();
    }

    private static boolean isUnseen(char c) {
        return c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff';
    }

    private static boolean isSpace(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private static boolean isSecondSpace(String text, int at) {
        return at > 1
                && isSpace(text.charAt(at))
                && isSpace(text.charAt(at - 1))
                && !isSpace(text.charAt(at - 2))
                && (at + 1 == text.length() || !isSpace(text.charAt(at + 1)))
                && !isBetween(text, at - 1, at + 1);
    }

    /** Whether digits stand before {@code start} and from {@code end} on: there spaces group them, or part columns. */
    private static boolean isBetween(String text, int start, int end) {
        return start > 0
                && end < text.length()
                && Character.isDigit(text.charAt(start - 1))
                && Character.isDigit(text.charAt(end));
    }

    private static char plain(String text, int at) {
        char c = text.charAt(at);
        if (isSpace(c) && !isBetween(text, at, at + 1)) {
            return ' ';
        }
        if (c == '\u2010' || c == '\u2011') {
            return '-';
        }
        boolean full = c >= '\uff01' && c <= '\uff5e' && (c == '\uff05' || Character.isLetterOrDigit(c));
        return full ? (char) (c - FULL_WIDTH) : c;
    }

    /** The text to read. */
    public String text() {
        return text;
    }

    /** Where the character at {@code start} of {@link #text} stands in the original. */
    public int start(int start) {
        return places == null ? start : places[start];
    }

    /** One past the character of the original that stands before {@code end} of {@link #text}. */
    public int end(int end) {
        return places == null ? end : places[end - 1] + 1;
    }

    /** The original's characters for those from {@code start} to {@code end} of {@link #text}. */
    public String original(int start, int end) {
        return original.substring(start(start), end(end));
    }
}
