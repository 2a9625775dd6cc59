package org.esmap.ai.models.gridoptimizer;

import org.esmap.ai.core.failure.AiException;

/**
 * Walks over the text of a MATPOWER case file: blanks, lines, comments, {@code ...}, numbers and quoted texts. Not
 * thread-safe.
 */
final class MatpowerScanner {
    private static final String CONTINUED = "...";

    final String text;
    int at;
    int line = 1;

    /** Begins at the first character; all ends of lines become {@code \n}. */
    MatpowerScanner(String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    boolean ended() {
        return at >= text.length();
    }

    /** The character here; a line's end at the end of the text. */
    char here() {
        return ended() ? '\n' : text.charAt(at);
    }

    /** Whether one of {@code characters}, or the end, is here. */
    boolean isAt(String characters) {
        return ended() || characters.indexOf(text.charAt(at)) >= 0;
    }

    String quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        while (end >= 0 && text.startsWith(quote + "" + quote, end)) {
            end = text.indexOf(quote, end + 2);
        }
        if (end < 0 || text.substring(at, end).indexOf('\n') >= 0) {
            throw unreadable("a text has no closing quote");
        }
        String found = text.substring(at + 1, end);
        at = end + 1;
        return found;
    }

    double number() {
        int start = at;
        while (at < text.length() && " \t\n,;]%'{}[".indexOf(text.charAt(at)) < 0 && !text.startsWith(CONTINUED, at)) {
            at++;
        }
        String word = text.substring(start, at);
        try {
            return switch (word) {
                case "Inf", "inf", "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
                case "NaN", "nan" -> Double.NaN;
                default -> Double.parseDouble(word);
            };
        } catch (NumberFormatException e) {
            String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
            throw unreadable("expected a number, found '" + shown + "'");
        }
    }

    /** Skips blanks, continuations and, with {@code lines}, line ends and comments; false at the end of the text. */
    boolean skipBlank(boolean lines) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (text.startsWith(CONTINUED, at)) {
                skipLine();
            } else if (lines && c == '\n') {
                at++;
                line++;
            } else if (lines && c == '%') {
                comment();
            } else {
                return true;
            }
        }
        return false;
    }

    /** The rest of the line where it is a comment; stays before the line's end. */
    String comment() {
        int end = at;
        while (end < text.length() && " \t".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '%') {
            return "";
        }
        int stop = text.indexOf('\n', end);
        String found = text.substring(end + 1, stop < 0 ? text.length() : stop).strip();
        at = stop < 0 ? text.length() : stop;
        if (found.equals("{")) {
            skipBlock();
        }
        return found;
    }

    private void skipBlock() {
        int end = text.indexOf("%}", at);
        int stop = end < 0 ? text.length() : end + 2;
        line += (int) text.substring(at, stop).chars().filter(c -> c == '\n').count();
        at = stop;
    }

    void skipLine() {
        int stop = text.indexOf('\n', at);
        line += stop < 0 ? 0 : 1;
        at = stop < 0 ? text.length() : stop + 1;
    }

    AiException unreadable(String message) {
        return AiException.invalid(
                "/network/matpower", "Line " + line + ": " + message, "a MATPOWER case file, format version 2");
    }
}
