package org.esmap.ai.models.emissioncalculator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The days that an activity's period spans; the last is not before the first. */
record Period(LocalDate first, LocalDate last) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{4})(?:-(\\d{2}))?(?:-(\\d{2}))?(?:/(\\d{4})(?:-(\\d{2}))?(?:-(\\d{2}))?)?");

    /** The year of {@code 2025}, {@code 2025-03}, {@code 2025-03-31} or an interval of those within one year. */
    static Optional<Integer> year(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Period begin = of(matcher.group(1), matcher.group(2), matcher.group(3));
            Period end = matcher.group(4) == null ? begin : of(matcher.group(4), matcher.group(5), matcher.group(6));
            boolean inOrder = !end.last.isBefore(begin.first);
            boolean oneYear = begin.first.getYear() == end.last.getYear();
            return inOrder && oneYear ? Optional.of(begin.first.getYear()) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Period of(String year, @Nullable String month, @Nullable String day) {
        Year whole = Year.of(Integer.parseInt(year));
        if (month == null) {
            return new Period(whole.atDay(1), whole.atMonth(12).atEndOfMonth());
        }
        YearMonth part = whole.atMonth(Integer.parseInt(month));
        if (day == null) {
            return new Period(part.atDay(1), part.atEndOfMonth());
        }
        LocalDate only = LocalDate.of(whole.getValue(), part.getMonth(), Integer.parseInt(day));
        return new Period(only, only);
    }
}
