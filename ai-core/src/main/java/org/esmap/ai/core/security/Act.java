package org.esmap.ai.core.security;

import static java.util.Objects.requireNonNull;

/**
 * An administrative act, fired as a CDI event inside the transaction that performs it, so that the act and its trace in
 * the audit trail are committed together or not at all.
 *
 * @param caller  who acted
 * @param action  what was done, such as {@code promote}
 * @param subject to what, such as {@code climate-bert 1.1.0}
 * @param reason  why, in the caller's words or the platform's
 */
public record Act(Caller caller, String action, String subject, String reason) {
    public Act {
        requireNonNull(caller, "caller is null");
        requireNonNull(action, "action is null");
        requireNonNull(subject, "subject is null");
        reason = reason.length() > 2000 ? reason.substring(0, 2000) : reason;
    }
}
