package org.esmap.ai.core.quantities;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.esmap.ai.core.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A quantity, an amount of money or a date in a text.
 *
 * @param start      first UTF-16 code unit, of a digit, sign, currency or word
 * @param end        one past the last, of the unit where there is one
 * @param kind       what it is
 * @param normalized what it comes to; null for a date
 * @param date       ISO 8601: a day, a month, a year, a quarter ({@code 2026-Q2}), or an interval with a slash; null
 *     for anything else
 */
public record FoundQuantity(
        int start,
        int end,
        Kind kind,
        @Nullable Normalized normalized,
        @Nullable String date) {
    /** What was found. */
    public enum Kind {
        /** A number with a unit; durations and prices per unit among them. */
        METRIC,
        /** An amount in a currency. */
        MONEY,
        /** A day, month, quarter, year, decade or span of years. */
        DATE,
        /** A number without a unit. */
        COUNT
    }

    /**
     * What a quantity comes to.
     *
     * @param value    in {@code unit}; of a range, its middle
     * @param unit     the unit in one spelling, such as {@code GW}, {@code tCO2} or {@code EUR/MWh}
     * @param quantity what is measured, such as {@code power}
     * @param siValue  {@code value} in {@code siUnit}
     * @param siUnit   the coherent SI unit; a currency stands for itself
     * @param low      lower end of a range, in {@code unit}; null where there is one value
     * @param high     upper end of a range, in {@code unit}; null where there is one value
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Normalized(
            BigDecimal value,
            String unit,
            String quantity,
            BigDecimal siValue,
            String siUnit,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {}

    public FoundQuantity {
        requireNonNull(kind, "kind is null");
        if ((date == null) == (normalized == null)) {
            throw new IllegalArgumentException("Either a date or a quantity");
        }
    }

    /** The same where it stands in the original of {@code text}. */
    FoundQuantity in(PlainText text) {
        return new FoundQuantity(text.start(start), text.end(end), kind, normalized, date);
    }

    /** The characters of {@code text} that this is. */
    public String in(String text) {
        return text.substring(start, end);
    }
}
