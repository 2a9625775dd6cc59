package org.esmap.ai.models.gridoptimizer;

import java.util.Locale;
import org.esmap.ai.core.failure.AiException;

/** Where the figures of a network come from, and how what is wrong with them is said. */
interface NetworkSource {
    /** Most MW of a load or an output; beyond, what is told to 1e-6 MW is lost to rounding. */
    double MOST_MW = 1e9;

    /** The pointer to {@code field} of the element at {@code row} (from 0) of {@code table}; field may be empty. */
    String pointer(String table, int row, String field);

    /** The refusal of one element. */
    default AiException wrong(String table, int row, String field, String message) {
        return AiException.invalid(pointer(table, row, field), message);
    }

    /** Refuses a figure that is not finite. */
    default void finite(String table, int row, String field, String what, double value) {
        if (!Double.isFinite(value)) {
            throw AiException.invalid(
                    pointer(table, row, field),
                    "The " + what + " must be a finite number, found " + value,
                    "a finite number");
        }
    }

    /** Refuses a figure that is not a number from −{@code most} to {@code most}. */
    default void within(String table, int row, String field, String what, double value, double most) {
        if (!(Math.abs(value) <= most)) {
            String allowed = String.format(Locale.ROOT, "%.0f to %.0f", -most, most);
            throw AiException.invalid(
                    pointer(table, row, field),
                    "The " + what + " must be a number from " + allowed + ", found " + value,
                    allowed);
        }
    }
}
