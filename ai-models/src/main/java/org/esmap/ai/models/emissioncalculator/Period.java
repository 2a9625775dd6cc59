package org.esmap.ai.models.emissioncalculator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calendar year that an activity's period lies in. */
final class Period {
    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:-\\d{2}){0,2}(?:/(\\d{4})(?:-\\d{2}){0,2})?");

    private Period() {}

    /** The year of {@code 2025}, {@code 2025-03}, {@code 2025-03-31} or an interval of those within one year. */
    static Optional<Integer> year(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean oneYear = matcher.group(2) == null || matcher.group(2).equals(matcher.group(1));
        return oneYear ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
