package org.esmap.ai.core.quantities;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads quarters, halves, fiscal and calendar years: "Q3 2024", "1H24", "2024-Q3", "third quarter of 2024", "FY2023/24".
 *
 * @param end   one past the last character
 * @param iso   quarter, half, year, or two years with a slash; of a quarter of two years, the years
 * @param loose where the year begins, if it may be a number of something instead; -1 else
 */
record Periods(int end, String iso, int loose) {
    private static final int FARTHEST = 40;
    private static final String YEAR = "(?:(?:of|in)\\s)?(?:(?:the\\s)?(?:fy|fiscal(?: year)?|financial year|cy)\\s?)?"
            // two digits behind a space are a year only where nothing counted follows: "in Q2 38 outages"
            + "((?:18[5-9]|19\\d|20\\d)\\d|2100|\\d{2}(?!(?<=\\s\\d\\d)\\s"
            + "(?:(?:additional|forced|large|more|new|other|planned|rural|small|unplanned|urban)\\s)?(?!(?:was|is|has|as"
            + "|this|vs|versus|costs|deliveries|earnings|exports|figures|imports|losses|prices|profits|results|revenues"
            + "|sales)\\b)(?-i:[a-z]+s)\\b))"
            + "(?:[/–-](\\d{2}))?";
    private static final String AFTER = "(?![\\p{L}\\d%]|[.,]\\d)";
    private static final List<String> NUMBERS = List.of("first", "second", "third", "fourth");

    private static final Pattern LETTER_FIRST =
            pattern("(q(?=[1-4])|h(?=[12]))([1-4])(?:\\s?[–-]\\s?[qh]([1-4]))?[\\s/-](?:of\\s)?" + YEAR + AFTER);
    /** With a space a quarter only: "by 2030 H2 costs less" speaks of hydrogen. */
    private static final Pattern YEAR_FIRST = pattern("((?:19|20)\\d{2})(?:\\s(?=q)|[/-])?([qh])([1-4])" + AFTER);

    private static final Pattern NUMBER_FIRST = pattern("([1-4](?=q)|[12](?=h))([qh])\\s?(?:of\\s)?" + YEAR + AFTER);
    private static final Pattern IN_WORDS =
            pattern("(first|second|third|fourth|last)\\s(quarter|half)(?:,?\\s)" + YEAR + AFTER);
    private static final Pattern FISCAL = pattern(
            "(?:fy|cy|fiscal(?: year)?|financial year)[\\s-]?(?:(\\d{4})|['’]?(\\d{2}))(?:[/–-](\\d{2}|\\d{4}))?"
                    + AFTER);

    /** The period that begins at {@code at}. */
    static Optional<Periods> at(String text, int at) {
        Matcher m = LETTER_FIRST.matcher(text);
        if (looks(m, text, at)) {
            String year = year(m.group(4)) + "-" + m.group(1).toUpperCase(Locale.ROOT);
            String last = m.group(3) == null ? "" : "/" + year + m.group(3);
            return Optional.of(of(m, text, 4, year + m.group(2) + last));
        }
        if (looks(m.usePattern(YEAR_FIRST), text, at)) {
            String letter = m.group(2).toUpperCase(Locale.ROOT);
            return Optional.of(new Periods(m.end(), m.group(1) + "-" + letter + m.group(3), -1));
        }
        if (looks(m.usePattern(NUMBER_FIRST), text, at)) {
            String letter = m.group(2).toUpperCase(Locale.ROOT);
            return Optional.of(of(m, text, 3, year(m.group(3)) + "-" + letter + m.group(1)));
        }
        if (looks(m.usePattern(IN_WORDS), text, at)) {
            boolean quarter = m.group(2).equalsIgnoreCase("quarter");
            int number = NUMBERS.indexOf(m.group(1).toLowerCase(Locale.ROOT)) + 1;
            int which = number > 0 ? number : quarter ? 4 : 2;
            return Optional.of(of(m, text, 3, year(m.group(3)) + (quarter ? "-Q" : "-H") + which));
        }
        return looks(m.usePattern(FISCAL), text, at) ? Optional.of(fiscal(m)) : Optional.empty();
    }

    /** The period {@code iso} of the year in {@code group}; the years themselves where another follows. */
    private static Periods of(Matcher m, String text, int group, String iso) {
        String year = year(m.group(group));
        String next = m.group(group + 1);
        if (next != null) {
            return next.compareTo(year.substring(2)) > 0
                    ? new Periods(m.end(), year + "/" + year.substring(0, 2) + next, -1)
                    : new Periods(m.end(group), iso, -1);
        }
        boolean apart = m.group(group).length() == 2 && "/-".indexOf(text.charAt(m.start(group) - 1)) < 0;
        return new Periods(m.end(), iso, apart ? m.start(group) : -1);
    }

    private static Periods fiscal(Matcher m) {
        String first = m.group(1) == null ? year(m.group(2)) : m.group(1);
        if (m.group(3) == null) {
            return new Periods(m.end(), first, -1);
        }
        String last = m.group(3).length() == 2 ? first.substring(0, 2) + m.group(3) : m.group(3);
        return new Periods(m.end(), first + "/" + last, -1);
    }

    private static String year(String digits) {
        return digits.length() == 2 ? "20" + digits : digits;
    }

    private static boolean looks(Matcher m, String text, int at) {
        m.region(at, Math.min(text.length(), at + FARTHEST));
        m.useTransparentBounds(true);
        return m.lookingAt();
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile("(?i)" + regex.replace("\\s", Numerals.GAP));
    }
}
