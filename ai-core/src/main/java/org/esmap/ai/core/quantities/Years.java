package org.esmap.ai.core.quantities;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.quantities.Dates.Place;

/** Reads dates that are nothing but years: one, a span of them, a decade. */
final class Years {
    private static final Pattern SPAN = Dates.pattern(
            Dates.YEAR + "\\s?([/–—‐‑−-])\\s?(\\d{4}|\\d{2})(?![\\p{L}\\d]|-?\\d|[.,]\\d|\\s?%|\\sper ?cent)");
    private static final Pattern DECADE = Dates.pattern(Dates.YEAR + "['’]?s(?![\\p{L}\\d])");
    private static final Pattern ALONE = Dates.pattern(Dates.YEAR + Dates.AFTER);
    /** The year behind it is of the number of a decree: 583/2011. */
    private static final Pattern SLASH = Pattern.compile("\\d/$");

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?i)(?:\\b(?:in|of|by|since|until|till|from|to|year|before|after|through|between|during|and|late|early|mid|end|around|for)[\\s-]+(?:the\\s+)?|[(\\[])$");

    /** Of a law or a decree, as in "Directive 2009/28/EC", "Regulation (EU) 2018/1999" and "Law No. 1931/2014". */
    private static final Pattern ACT = Pattern.compile(
            "(?i)(?:\\((?:EU|EC|EEC|Euratom)\\)|\\b(?:directive|regulation|decision|law|decree|act|nos?\\.?))\\s$");

    /** The Union's protected areas. */
    private static final Pattern NATURA = Pattern.compile("(?i)\\bnatura[\\s-]$");

    private static final Pattern ACT_NUMBER = Pattern.compile("\\d{4}/\\d+(/\\p{Lu})?");
    private static final int LONGEST_ACT = 12;

    private static final Pattern TIMED =
            Pattern.compile("(?i)\\b(?:since|until|till|during|year|early|late|mid)[\\s-]$");
    /** The year whose prices are meant: "in constant 2015 dollars", "(2010 US$)". */
    private static final Pattern PRICED = Pattern.compile("(?i)(?:\\b(?:in|constant|real|nominal|current|at)\\s|\\()$");

    /** What follows a span of years that no unit goes with: "2020-2025 years" are no length of time. */
    private static final Pattern YEARS = Pattern.compile("\\s(?:years?|decades?)\\b");

    private Years() {}

    /**
     * A year, some years, or a number that words take for one.
     *
     * @param m any matcher of {@code text}
     */
    static Optional<Place> at(Matcher m, String text, int at) {
        if (isPartOfAName(text, at)) {
            return Optional.empty();
        }
        if (Dates.looks(m.usePattern(SPAN), text, at)) {
            String last = m.group(3).length() == 2 ? m.group(1).substring(0, 2) + m.group(3) : m.group(3);
            if (last.compareTo(m.group(1)) > 0) {
                boolean timed =
                        YEARS.matcher(text).region(m.end(), text.length()).lookingAt();
                return number(text, at, m.end(), m.group(1) + "/" + last, isYear(m.group(1)) && isYear(last), timed);
            }
            if (m.group(2).equals("-") && m.group(3).matches("0[1-9]|1[0-2]")) {
                return Dates.place(m.end(), m.group(1) + "-" + m.group(3));
            }
        }
        if (Dates.looks(m.usePattern(DECADE), text, at) && m.group(1).endsWith("0")) {
            String tens = m.group(1).substring(0, 3);
            boolean century = m.group(1).endsWith("00") && m.group(1).charAt(0) == '1';
            return Dates.place(m.end(), m.group(1) + "/" + (century ? m.group(1).substring(0, 2) + "99" : tens + "9"));
        }
        if (Dates.looks(m.usePattern(ALONE), text, at)) {
            boolean numbered =
                    SLASH.matcher(text.substring(Math.max(0, at - 2), at)).find();
            return number(text, at, m.end(), m.group(1), isYear(m.group(1)) && !numbered, false);
        }
        return Optional.empty();
    }

    private static boolean isPartOfAName(String text, int at) {
        if (NATURA.matcher(text.substring(Math.max(0, at - LONGEST_ACT), at)).find()) {
            return true;
        }
        Matcher number = ACT_NUMBER.matcher(text).region(at, text.length());
        return number.lookingAt()
                && (number.group(1) != null
                        || ACT.matcher(text.substring(Math.max(0, at - LONGEST_ACT), at))
                                .find());
    }

    /** Whether it is of our time. */
    static boolean isYear(String digits) {
        int year = Integer.parseInt(digits);
        return year >= 1850 && year <= 2100;
    }

    /** A number or two that may be years: {@code plain} where they are of our time, {@code timed} where words say so. */
    private static Optional<Place> number(String text, int at, int end, String iso, boolean plain, boolean timed) {
        String before = text.substring(Math.max(0, at - 16), at);
        if (!plain && !INTRODUCED.matcher(before).find()) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                end,
                iso,
                true,
                plain && (timed || TIMED.matcher(before).find()),
                plain && PRICED.matcher(before).find(),
                -1));
    }
}
