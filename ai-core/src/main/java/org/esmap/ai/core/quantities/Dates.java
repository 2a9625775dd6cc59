package org.esmap.ai.core.quantities;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads dates as English prose writes them. */
final class Dates {
    private static final String MONTH =
            "(january|february|march|april|may|june|july|august|september|october|november|december"
                    + "|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?!\\p{L})\\.?)";
    static final String YEAR = "(1[0-9]{3}|2[01][0-9]{2})";
    /** From the first year to the last of a span of two digits: "winter 2024/25". */
    private static final String TO_NEXT = "(?:[/–-](\\d{2}))?";

    private static final String DASH = "[–‐‑−-]";
    static final String AFTER = "(?![\\p{L}\\d]|[.,]\\d)";
    private static final String LEAP_YEAR = "2000";
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final String TIME = "(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?";

    private static final Pattern ISO = pattern(YEAR + "-(\\d{2})-(\\d{2})" + TIME + AFTER);
    private static final Pattern DAY_FIRST =
            pattern("(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s" + MONTH + ",?\\s" + YEAR + AFTER);
    private static final Pattern MONTH_FIRST = pattern(MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s" + YEAR + AFTER);
    private static final Pattern MONTH_YEAR = pattern(MONTH + ",?\\s" + YEAR + AFTER);
    /** What a number that is no year of our time counts: "in June 1200 homes". */
    private static final Pattern THINGS = pattern("\\s" + Numerals.COUNTED_WORDS);

    private static final Pattern DAY_MONTH =
            pattern("(\\d{1,2})(?:st|nd|rd|th)?(?: of)?\\s" + MONTH + "(?![\\p{L}\\d])");
    private static final Pattern MONTH_DAY =
            pattern(MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d]|[.,]\\d|\\s?%)");
    /** A day is on, not in, a month's number: "in March 25 MW came", "on March 25 MW-scale plans came". */
    private static final Pattern IN = Pattern.compile("(?i)\\bin\\s$");

    private static final Pattern ON = Pattern.compile("(?i)\\bon\\s$");
    private static final int LONGEST_PREPOSITION = 4;
    private static final Pattern SLASHED = pattern(YEAR + "/(\\d{2})/(\\d{2})" + AFTER);
    /** With dots the day stands first; with slashes and hyphens only where it cannot be a month. */
    private static final Pattern NUMBERED = pattern("(\\d{1,2})([./-])(\\d{1,2})\\2" + YEAR + AFTER);

    private static final Pattern HYPHENED = pattern("(\\d{1,2})-" + MONTH + "-" + YEAR + AFTER);
    private static final Pattern DAYS = pattern(
            "(\\d{1,2})(?:\\s?" + DASH + "\\s?|\\sto\\s|\\sand\\s)(\\d{1,2})\\s" + MONTH + ",?\\s" + YEAR + AFTER);
    private static final Pattern MONTH_DAYS =
            pattern(MONTH + "\\s(\\d{1,2})(?:\\s?" + DASH + "\\s?|\\sto\\s|\\sand\\s)(\\d{1,2}),?\\s" + YEAR + AFTER);
    private static final Pattern PART = pattern(
            "(?:mid|early|late|spring|summer|autumn|winter)[\\s-](?:" + MONTH + "\\s)?" + YEAR + TO_NEXT + AFTER);

    private Dates() {}

    /**
     * A date and where it ends.
     *
     * @param year   whether it is nothing but the number of a year, or two of them
     * @param timed  whether the word before it leaves no doubt that it is one ("since 2015 GW of ...")
     * @param priced whether it is one where money follows ("in 2022 dollars")
     * @param loose  where its last number begins, if that may be a number of something instead; -1 else
     */
    record Place(int end, String iso, boolean year, boolean timed, boolean priced, int loose) {
        Place looseFrom(int number) {
            return new Place(end, iso, year, timed, priced, number);
        }
    }

    static Optional<Place> at(String text, int at) {
        Matcher m = ISO.matcher(text);
        if (looks(m, text, at)) {
            return day(m.end(), m.group(1), Integer.parseInt(m.group(2)), m.group(3));
        }
        if (looks(m.usePattern(DAY_FIRST), text, at)) {
            return day(m.end(), m.group(3), month(m.group(2)), m.group(1));
        }
        if (looks(m.usePattern(DAYS), text, at)) {
            return days(m.end(), m.group(4), month(m.group(3)), m.group(1), m.group(2));
        }
        if (looks(m.usePattern(MONTH_DAYS), text, at)) {
            return days(m.end(), m.group(4), month(m.group(1)), m.group(2), m.group(3));
        }
        if (looks(m.usePattern(PART), text, at)) {
            if (m.group(1) != null) {
                return place(m.end(2), m.group(2) + "-" + two(month(m.group(1))));
            }
            String next = m.group(3) == null ? "" : m.group(2).substring(0, 2) + m.group(3);
            return next.compareTo(m.group(2)) > 0
                    ? place(m.end(), m.group(2) + "/" + next)
                    : place(m.end(2), m.group(2));
        }
        if (looks(m.usePattern(MONTH_FIRST), text, at)) {
            return day(m.end(), m.group(3), month(m.group(1)), m.group(2));
        }
        if (looks(m.usePattern(MONTH_YEAR), text, at)
                && (Years.isYear(m.group(2))
                        || !THINGS.matcher(text).region(m.end(), text.length()).lookingAt())) {
            int loose = Years.isYear(m.group(2)) ? -1 : m.start(2);
            return place(m.end(), m.group(2) + "-" + two(month(m.group(1)))).map(place -> place.looseFrom(loose));
        }
        return Periods.at(text, at)
                .flatMap(period -> place(period.end(), period.iso()).map(place -> place.looseFrom(period.loose())))
                .or(() -> inNumbers(m, text, at))
                .or(() -> withoutYear(m, text, at))
                .or(() -> Years.at(m, text, at));
    }

    private static Optional<Place> inNumbers(Matcher m, String text, int at) {
        if (looks(m.usePattern(SLASHED), text, at)) {
            return day(m.end(), m.group(1), Integer.parseInt(m.group(2)), m.group(3));
        }
        if (looks(m.usePattern(HYPHENED), text, at)) {
            return day(m.end(), m.group(3), month(m.group(2)), m.group(1));
        }
        if (!looks(m.usePattern(NUMBERED), text, at)) {
            return Optional.empty();
        }
        boolean dayFirst = m.group(2).equals(".") || Integer.parseInt(m.group(1)) > 12;
        boolean monthFirst = Integer.parseInt(m.group(3)) > 12;
        if (!dayFirst && !monthFirst) {
            return Optional.empty();
        }
        String day = m.group(dayFirst ? 1 : 3);
        return day(m.end(), m.group(4), Integer.parseInt(m.group(dayFirst ? 3 : 1)), day);
    }

    private static Optional<Place> withoutYear(Matcher m, String text, int at) {
        if (looks(m.usePattern(DAY_MONTH), text, at)
                && Character.isUpperCase(m.group(2).charAt(0))) {
            return partial(m.end(), m.group(2), m.group(1));
        }
        if (!looks(m.usePattern(MONTH_DAY), text, at)
                || !Character.isUpperCase(m.group(1).charAt(0))) {
            return Optional.empty();
        }
        String before = text.substring(Math.max(0, at - LONGEST_PREPOSITION), at);
        boolean ordinal = m.end() > m.end(2);
        if (IN.matcher(before).find() && !ordinal) {
            return Optional.empty();
        }
        int loose = ordinal || ON.matcher(before).find() ? -1 : m.start(2);
        return partial(m.end(), m.group(1), m.group(2)).map(place -> place.looseFrom(loose));
    }

    /** Whether {@code m} matches from {@code at} on, not beyond the length of any date. */
    static boolean looks(Matcher m, String text, int at) {
        m.region(at, Math.min(text.length(), at + 40));
        m.useTransparentBounds(true);
        return m.lookingAt();
    }

    private static Optional<Place> days(int end, String year, int month, String first, String last) {
        return day(end, year, month, first)
                .flatMap(from -> day(end, year, month, last)
                        .filter(to -> to.iso().compareTo(from.iso()) > 0)
                        .flatMap(to -> place(end, from.iso() + "/" + to.iso())));
    }

    private static Optional<Place> day(int end, String year, int month, String day) {
        try {
            return place(
                    end,
                    LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day))
                            .toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** ISO 8601 leaves out the year with two hyphens, as its edition of 2000 allows. */
    private static Optional<Place> partial(int end, String month, String day) {
        return day(end, LEAP_YEAR, month(month), day)
                .flatMap(p -> place(end, "-" + p.iso().substring(4)));
    }

    static Optional<Place> place(int end, String iso) {
        return Optional.of(new Place(end, iso, false, false, false, -1));
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.toLowerCase(Locale.ROOT).substring(0, 3)) + 1;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    /** Without regard to case, with any gap between words. */
    static Pattern pattern(String regex) {
        return Pattern.compile("(?i)" + regex.replace("\\s", Numerals.GAP));
    }
}
