package org.esmap.ai.core.failure;

/** Who has to act on a failure, and whether trying again can help. Protocol adapters map a kind to a status. */
public enum ErrorKind {
    /** The request cannot be read at all. */
    MALFORMED,
    /** The request was read, but its content is wrong; the caller must change it. */
    INVALID,
    /** The caller is not known. */
    UNAUTHENTICATED,
    /** The caller is known and may not do this. */
    FORBIDDEN,
    /** What was asked for does not exist. */
    NOT_FOUND,
    /** Someone else changed the same thing first, or the state does not allow the change. */
    CONFLICT,
    /** The caller acted on an old view of what it changes. */
    STALE,
    /** The request is larger than allowed. */
    TOO_LARGE,
    /** More work than can be done in time; the same request succeeds later. */
    OVERLOADED,
    /** The deadline passed and no honest substitute answer exists. */
    DEADLINE,
    /** A part of the platform (the database, a model) is out of reach for now. */
    UNAVAILABLE,
    /** The platform has no room to keep what was sent; trying again helps once somebody has made room. */
    STORAGE,
    /** A fault of the platform's own. */
    INTERNAL
}
