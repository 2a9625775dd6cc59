package org.esmap.ai.core.failure;

/** Every failure that callers can meet, each with its kind. The name in lower case with hyphens is the public code. */
public enum ErrorCode {
    MALFORMED_JSON(ErrorKind.MALFORMED, "The request body is not valid JSON"),
    MALFORMED_REQUEST(ErrorKind.MALFORMED, "The request cannot be understood"),
    INVALID_INPUT(ErrorKind.INVALID, "The input is not valid"),
    INVALID_BUNDLE(ErrorKind.INVALID, "The model bundle is not valid"),
    UNAUTHENTICATED(ErrorKind.UNAUTHENTICATED, "A caller is required"),
    FORBIDDEN(ErrorKind.FORBIDDEN, "The caller may not do this"),
    UNKNOWN_MODEL(ErrorKind.NOT_FOUND, "No such model"),
    UNKNOWN_VERSION(ErrorKind.NOT_FOUND, "No such version"),
    NOT_FOUND(ErrorKind.NOT_FOUND, "No such resource"),
    CONFLICT(ErrorKind.CONFLICT, "The change conflicts with the present state"),
    STALE_VIEW(ErrorKind.STALE, "The resource changed since it was read"),
    TOO_LARGE(ErrorKind.TOO_LARGE, "The request is too large"),
    OVERLOADED(ErrorKind.OVERLOADED, "The platform is at capacity"),
    DEADLINE_EXCEEDED(ErrorKind.DEADLINE, "The deadline passed"),
    MODEL_UNAVAILABLE(ErrorKind.UNAVAILABLE, "The model is not available"),
    DATABASE_UNAVAILABLE(ErrorKind.UNAVAILABLE, "The database is not available"),
    STORAGE_FULL(ErrorKind.STORAGE, "The disk is full"),
    ARTEFACT_CORRUPT(ErrorKind.INTERNAL, "A stored model file is missing or not as it was stored"),
    INTERNAL(ErrorKind.INTERNAL, "The platform failed");

    private final ErrorKind kind;
    private final String title;

    ErrorCode(ErrorKind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    /** Who has to act. */
    public ErrorKind kind() {
        return kind;
    }

    /** What went wrong, in a few words that never change with the occurrence. */
    public String title() {
        return title;
    }

    /** The code as callers see it, such as {@code unknown-model}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
