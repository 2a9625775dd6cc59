package org.esmap.ai.core.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line, white space at its ends left out.
 *
 * @param start        first character; where the line is blank, its beginning
 * @param contentStart first character after a mark of a list
 * @param end          one past the last character before the line break, white space included
 * @param words        its characters without white space at the ends
 */
record Line(int start, int contentStart, int end, String words) {
    private static final Pattern MARK = Pattern.compile(
            "(?:[-–—*•‣◦▪●○■□➢✓·▶►→\uf0a7\uf0b7]|o(?=\\s+\\p{Lu})|\\(?(?:\\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)])\\s+(?=\\S)");
    private static final Pattern INITIAL = Pattern.compile("[A-Z]\\.");

    private static final Pattern FURNITURE = Pattern.compile(
            "(?i)(?:page\\s+)?[\\divxlc]{1,5}(?:\\s*(?:of|/|\\|)\\s*\\d{1,5})?|.*(?:\\.\\s?){4,}\\s*\\d{1,4}"
                    + "|(?:©|\\(c\\)\\s*(?:19|20)\\d\\d\\b|copyright\\b).*|.*all rights reserved\\.?|(?:https?://|www\\.|doi:)\\S+"
                    + "|[\\p{Punct}\\s—–_•=]+|\\W*this page .{0,30}left .{0,20}blank.{0,20}"
                    + "|\\d{1,4}\\s*[|•·][^|•·]+|[^|•·]+[|•·]\\s*\\d{1,4}");
    /** Ends as sentences do, marks of quotes and notes behind it. */
    private static final Pattern ENDED =
            Pattern.compile("[.!?:;…" + Stops.WIDE + "](?:[\"'”’»)\\]}⁰¹²³⁴-⁹]|\\[[\\d,– -]+\\])*$");

    private static final int LONGEST_END = 40;
    private static final int LONGEST_TITLE = 14;
    /** Nothing but three numbers or more, as along the axis of a chart. */
    private static final Pattern FIGURES = Pattern.compile("(?:[\\d.,%+−–-]+\\s+){2,60}[\\d.,%+−–-]*[\\d%]");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:chapter|section|part|annex|appendix|table|figure|box)\\s+[\\divx]+\\b.*|\\d++(?:\\.\\d++)++\\.?\\s+.*");

    static Line of(String text, int from, int to) {
        int start = Spaces.after(text, from, to);
        int end = Spaces.before(text, start, to);
        String words = text.substring(start, end);
        Matcher mark = MARK.matcher(words);
        return new Line(start, mark.lookingAt() ? start + mark.end() : start, end == start ? to : end, words);
    }

    /** The mark of a list that it begins with; empty where there is none. */
    String mark() {
        return words.substring(0, contentStart - start).strip();
    }

    /**
     * The line without a mark that may be the first letter of a name ("S. Korea"), unless {@code marks}, of all lines,
     * have the letter or number before or after it, or the answer to its question.
     */
    Line withoutInitial(Set<String> marks) {
        String mark = mark();
        boolean initial = INITIAL.matcher(mark).matches()
                && Character.isUpperCase(content().codePointAt(0))
                && neighbours(mark.charAt(0)).noneMatch(marks::contains);
        return initial ? new Line(start, start, end, words) : this;
    }

    private static Stream<String> neighbours(char letter) {
        Stream<String> others = switch (letter) {
            case 'A' -> Stream.of("Q.");
            case 'Q' -> Stream.of("A.");
            case 'I' -> Stream.of("II.");
            case 'V' -> Stream.of("IV.", "VI.");
            case 'X' -> Stream.of("IX.", "XI.");
            default -> Stream.of();
        };
        return Stream.concat(others, Stream.of((char) (letter - 1) + ".", (char) (letter + 1) + "."));
    }

    boolean blank() {
        return words.isEmpty();
    }

    int length() {
        return words.length();
    }

    boolean item() {
        return contentStart > start;
    }

    /** The line with every number alike, so that running heads with page numbers look the same. */
    String shape() {
        return length() > 100 ? words : words.replaceAll("\\d+", "0");
    }

    boolean furniture() {
        return length() < 200 && (FURNITURE.matcher(words).matches() || capitalsBesideABar());
    }

    private boolean capitalsBesideABar() {
        return words.indexOf('|') > 0 && !row() && words.equals(words.toUpperCase(Locale.ROOT));
    }

    /** Whether it is headed by a number of several levels, or by a word such as chapter and a number. */
    boolean numbered() {
        return NUMBERED.matcher(words.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether it is a number or a letter and a few words behind it without the end of a sentence, as headings are too. */
    boolean numberedTitle() {
        String content = content();
        return item()
                && Character.isLetterOrDigit(words.charAt(words.charAt(0) == '(' ? 1 : 0))
                && !ended()
                && content.split("\\s+").length <= LONGEST_TITLE
                && Character.isUpperCase(content.codePointAt(0));
    }

    /** Its characters after a mark of a list. */
    String content() {
        return words.substring(contentStart - start);
    }

    /** Whether columns stand here: two tabs, two bars, two wide gaps; or nothing but figures. */
    boolean row() {
        int columns = 0;
        int gap = 0;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            gap = c == ' ' ? gap + 1 : 0;
            columns += c == '\t' || c == '|' || gap == 3 ? 1 : 0;
        }
        return columns >= 2 || length() < 200 && FIGURES.matcher(words).matches();
    }

    /** Whether it ends as sentences do. */
    boolean ended() {
        return ENDED.matcher(words.substring(Math.max(0, length() - LONGEST_END)))
                .find();
    }

    /** Whether its last word is a link, as in references. */
    boolean endsInLink() {
        return words.startsWith("http", words.lastIndexOf(' ') + 1);
    }

    /** Whether it begins as sentences and headings do: not with a small letter or a mark that goes on. */
    boolean opens() {
        int first = words.codePointAt(0);
        return !Character.isLowerCase(first) && ",;:)%".indexOf(first) < 0;
    }

    /** Whether it stands alone as a title: short and without the end of a sentence. */
    boolean title() {
        if (ended() || length() > 120) {
            return false;
        }
        String[] parts = words.split("\\s+");
        if (numbered() || capitals()) {
            return parts.length <= 16;
        }
        return parts.length <= 9 || parts.length <= 14 && capitals(parts) >= 0.6;
    }

    /** Whether it is two words or more, all in capitals. */
    boolean capitals() {
        return words.indexOf(' ') > 0 && words.equals(words.toUpperCase(Locale.ROOT));
    }

    private static double capitals(String[] parts) {
        int long4 = 0;
        int capital = 0;
        for (String part : parts) {
            if (part.length() > 3) {
                long4++;
                capital += Character.isUpperCase(part.codePointAt(0)) ? 1 : 0;
            }
        }
        return long4 == 0 ? 0 : (double) capital / long4;
    }
}
