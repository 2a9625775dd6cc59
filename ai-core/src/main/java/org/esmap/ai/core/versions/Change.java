package org.esmap.ai.core.versions;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment is to become.
 *
 * @param kind      what happened, for the history
 * @param live      who answers
 * @param previous  who stays warm; null for nobody
 * @param candidate who is on trial; null for nobody
 * @param trial     how it is tried; null without a candidate
 * @param percent   a canary's share of the requests, 0 to 100
 * @param bakeUntil when the trial ends; null without a candidate
 * @param dropped   what becomes of a former candidate that is no longer one and does not go live
 * @param reason    why
 */
public record Change(
        Kind kind,
        Version live,
        @Nullable Version previous,
        @Nullable Version candidate,
        @Nullable Strategy trial,
        int percent,
        @Nullable Instant bakeUntil,
        State dropped,
        String reason) {
    /** What happened. */
    public enum Kind {
        FIRST_START,
        PROMOTE,
        START_CANARY,
        START_SHADOW,
        END_TRIAL,
        ROLLBACK,
        AUTOMATIC_ROLLBACK;

        /** The word in the audit trail. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    public Change {
        requireNonNull(kind, "kind is null");
        requireNonNull(live, "live is null");
        if ((candidate == null) != (trial == null)) {
            throw new IllegalArgumentException("A candidate and a trial come together");
        }
        reason = reason.length() > 2000 ? reason.substring(0, 2000) : reason;
    }

    /** {@code live} alone answers, {@code previous} stays warm. */
    public static Change to(Kind kind, Version live, @Nullable Version previous, State dropped, String reason) {
        return new Change(kind, live, previous, null, null, 0, null, dropped, reason);
    }
}
