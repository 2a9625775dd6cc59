package org.esmap.ai.core.failure;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One wrong place in an input.
 *
 * @param pointer JSON pointer (RFC 6901) to the place, relative to the input; empty for the input as a whole
 * @param message what was expected and what was found
 * @param allowed the values or the range that would be right, or null where {@code message} says all
 */
public record FieldError(
        String pointer, String message, @Nullable String allowed) {
    public FieldError {
        requireNonNull(pointer, "pointer is null");
        requireNonNull(message, "message is null");
    }
}
