package org.esmap.ai.core.versions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a deployment, as it was.
 *
 * @param epoch     the deployment's epoch after the change
 * @param at        when
 * @param kind      what happened
 * @param live      who answered from then on
 * @param previous  who stayed warm
 * @param candidate who was put on trial
 * @param trial     how
 * @param percent   the canary's share
 * @param changedBy who did it
 * @param reason    why
 */
public record History(
        long epoch,
        Instant at,
        Change.Kind kind,
        String live,
        @Nullable String previous,
        @Nullable String candidate,
        @Nullable Strategy trial,
        int percent,
        String changedBy,
        String reason) {}
