package org.esmap.ai.web.errors;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.ErrorKind;
import org.esmap.ai.core.failure.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A failure as an HTTP caller sees it.
 *
 * @param status        HTTP status
 * @param code          fixed word for programs, such as {@code unknown-model}
 * @param title         the code in a few words for people
 * @param detail        this occurrence: what was expected, what was found, what to do
 * @param errors        the wrong places of an input
 * @param retryAfter    when to try again; null where that is not known
 * @param correlationId finds this occurrence in the server's log; null where the caller can mend it alone
 */
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        List<FieldError> errors,
        @Nullable Duration retryAfter,
        @Nullable String correlationId) {
    private static final Logger LOG = System.getLogger(Problem.class.getName());

    public Problem {
        requireNonNull(code, "code is null");
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        errors = List.copyOf(errors);
    }

    /** A problem that its caller can mend alone, with nothing more to say of it. */
    public static Problem plain(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, List.of(), null, null);
    }

    /** The problem that {@code failure} is to its caller. A fault of the platform's own is logged here, once. */
    public static Problem of(Throwable failure) {
        Throwable cause = AiException.causeOf(failure);
        if (cause instanceof AiException known && known.code().kind() != ErrorKind.INTERNAL) {
            ErrorCode code = known.code();
            return new Problem(
                    status(code.kind()),
                    code.code(),
                    code.title(),
                    String.valueOf(known.getMessage()),
                    known.errors(),
                    known.retryAfter().orElse(null),
                    null);
        }
        ErrorCode code = cause instanceof AiException known ? known.code() : ErrorCode.INTERNAL;
        return internal(code, cause);
    }

    private static Problem internal(ErrorCode code, Throwable cause) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Failure " + id, cause);
        String what = code == ErrorCode.INTERNAL ? "The fault is the platform's own." : cause.getMessage();
        return new Problem(
                500, code.code(), code.title(), what + " Report it with the id " + id + ".", List.of(), null, id);
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case STALE -> 412;
            case TOO_LARGE -> 413;
            case INVALID -> 422;
            case OVERLOADED -> 429;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case DEADLINE -> 504;
            case STORAGE -> 507; // RFC 4918; clients that send again at once do so on 503, not on this
        };
    }

    /** The value of a {@code Retry-After} header in whole seconds, at least 1; null where the time is not known. */
    public @Nullable String retryAfterSeconds() {
        return retryAfter == null ? null : Long.toString(Math.max(1, (retryAfter.toMillis() + 999) / 1000));
    }
}
