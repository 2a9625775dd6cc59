package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.esmap.ai.core.text.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A figure or a date that the text states.
 *
 * @param type        what it is
 * @param value       in {@code unit}; null for a date
 * @param unit        in one spelling; null for a date
 * @param low         lower end of a range, else null
 * @param high        upper end of a range, else null
 * @param date        ISO 8601 for a date, else null
 * @param year        when it is to hold; null where the clause does not say
 * @param baseYear    what it is measured against; null where the clause does not say
 * @param modality    how binding it is
 * @param negated     whether it is denied or taken back
 * @param conditional whether it holds only under a condition that the text states
 * @param quote       the clause
 * @param start       first UTF-16 code unit of the figure
 * @param end         one past its last
 * @param clauseStart first UTF-16 code unit of the clause
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Extracted(
        Type type,
        @Nullable BigDecimal value,
        @Nullable String unit,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @Nullable String date,
        @Nullable Integer year,
        @Nullable Integer baseYear,
        Modality modality,
        boolean negated,
        boolean conditional,
        String quote,
        int start,
        int end,
        @JsonIgnore int clauseStart) {
    private static final Pattern MONEY = Pattern.compile("[A-Z]{3}(?:/.+)?");

    /** Whether it is an amount of money or a price. */
    @JsonIgnore
    boolean isMoney() {
        return unit != null && MONEY.matcher(unit).matches();
    }

    /** The same where it stands in the original of {@code text}. */
    Extracted in(PlainText text) {
        return with(
                type,
                text.original(clauseStart, clauseStart + quote.length()),
                text.start(start),
                text.end(end),
                text.start(clauseStart));
    }

    /** The same figure of a clause that reports what was reached, which sets no target. */
    Extracted reported() {
        return type == Type.TARGET ? with(Type.AMOUNT, quote, start, end, clauseStart) : this;
    }

    private Extracted with(Type type, String quote, int start, int end, int clauseStart) {
        return new Extracted(
                type,
                value,
                unit,
                low,
                high,
                date,
                year,
                baseYear,
                modality,
                negated,
                conditional,
                quote,
                start,
                end,
                clauseStart);
    }

    /** What was stated. */
    enum Type {
        TARGET,
        PRICE,
        AMOUNT,
        DATE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
