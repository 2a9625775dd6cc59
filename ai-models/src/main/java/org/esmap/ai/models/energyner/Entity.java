package org.esmap.ai.models.energyner;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something named in a text.
 *
 * @param entityGroup {@code ORG LOC PER TECH METRIC DATE MONEY}
 * @param text        the caller's characters from {@code start} to {@code end}
 * @param start       first UTF-16 code unit
 * @param end         one past the last
 * @param score       calibrated probability that group and span are right
 * @param normalized  what a quantity or a date comes to; null for a name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entity(
        String entityGroup,
        String text,
        int start,
        int end,
        double score,
        @Nullable Object normalized) {
    boolean overlaps(Entity other) {
        return start < other.end && other.start < end;
    }

    boolean contains(Entity other) {
        return start <= other.start && other.end <= end && end - start > other.end - other.start;
    }
}
