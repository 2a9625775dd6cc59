package org.esmap.ai.core.text;

/** White space of any kind, and where it ends. */
final class Spaces {
    private Spaces() {}

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
    }

    /** The first character from {@code from} on, and before {@code to}, that is none; {@code to} where all are. */
    static int after(String text, int from, int to) {
        int start = from;
        while (start < to && isSpace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** One past the last character before {@code to}, and from {@code from} on, that is none; {@code from} where all are. */
    static int before(String text, int from, int to) {
        int end = to;
        while (end > from && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
