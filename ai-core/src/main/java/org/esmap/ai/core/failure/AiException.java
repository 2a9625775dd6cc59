package org.esmap.ai.core.failure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of the platform. Its message is meant for the caller: what was expected, what was found, what to
 * do. It never holds secrets or internals.
 */
public final class AiException extends RuntimeException {
    private final ErrorCode code;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    public AiException(ErrorCode code, String message) {
        this(code, message, List.of(), null, null);
    }

    public AiException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), null, cause);
    }

    private AiException(
            ErrorCode code,
            String message,
            List<FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause, true, code.kind() == ErrorKind.INTERNAL);
        this.code = requireNonNull(code, "code is null");
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** Input that was read and is wrong at {@code pointer}. */
    public static AiException invalid(String pointer, String message) {
        return invalid(pointer, message, null);
    }

    /** Input that was read and is wrong at {@code pointer}, where {@code allowed} would be right. */
    public static AiException invalid(String pointer, String message, @Nullable String allowed) {
        return invalid(List.of(new FieldError(pointer, message, allowed)));
    }

    /** Input that was read and is wrong in several places; at least one. */
    public static AiException invalid(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String place = first.pointer().isEmpty() ? "The input" : first.pointer();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new AiException(ErrorCode.INVALID_INPUT, place + ": " + first.message() + more, errors, null, null);
    }

    /** More work than can be done; {@code retryAfter} is when trying again makes sense. */
    public static AiException overloaded(String message, Duration retryAfter) {
        return new AiException(ErrorCode.OVERLOADED, message, List.of(), retryAfter, null);
    }

    /** What went wrong, without what a future wraps around it. */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    public ErrorCode code() {
        return code;
    }

    /** The wrong places of an input; empty for every other code. */
    public List<FieldError> errors() {
        return errors;
    }

    /** When to try again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same failure with every pointer seen from an object that holds the input under {@code prefix}. */
    public AiException under(String prefix) {
        return at(pointer -> prefix + pointer);
    }

    /** The same failure with every pointer where {@code place} leads it. */
    public AiException at(UnaryOperator<String> place) {
        return errors.isEmpty()
                ? this
                : invalid(errors.stream()
                        .map(e -> new FieldError(place.apply(e.pointer()), e.message(), e.allowed()))
                        .toList());
    }
}
