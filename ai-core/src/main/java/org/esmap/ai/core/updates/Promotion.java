package org.esmap.ai.core.updates;

import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.versions.Strategy;

/**
 * How an operator wants a version promoted.
 *
 * @param strategy    how
 * @param percent     a canary's share of the requests, 1 to 99; not looked at otherwise
 * @param bakeSeconds length of a trial, 1 second to 30 days; not looked at for an immediate promotion
 * @param reason      why, at most 2,000 characters
 */
public record Promotion(Strategy strategy, int percent, int bakeSeconds, String reason) {
    private static final int LONGEST_BAKE_SECONDS = 30 * 24 * 3600;

    public Promotion {
        check(strategy, percent, bakeSeconds);
        checkReason(reason);
    }

    static void check(Strategy strategy, int percent, int bakeSeconds) {
        if (strategy == Strategy.CANARY && (percent < 1 || percent > 99)) {
            throw AiException.invalid("/percent", "a canary's share must be 1 to 99, found " + percent, "1 to 99");
        }
        if (strategy != Strategy.IMMEDIATE && (bakeSeconds < 1 || bakeSeconds > LONGEST_BAKE_SECONDS)) {
            throw AiException.invalid(
                    "/bakeSeconds",
                    "must be 1 to " + LONGEST_BAKE_SECONDS + ", found " + bakeSeconds,
                    "1 to " + LONGEST_BAKE_SECONDS);
        }
    }

    static void checkReason(String reason) {
        if (reason.length() > 2000) {
            throw AiException.invalid("/reason", "at most 2000 characters, found " + reason.length());
        }
    }
}
