package org.esmap.ai.core.audit;

import java.time.Instant;

/**
 * An act as it stands in the trail.
 *
 * @param number  counts from 1 without gaps
 * @param at      when, to the millisecond
 * @param caller  who
 * @param address from where; empty for the platform itself
 * @param action  what
 * @param subject to what
 * @param reason  why
 * @param hash    SHA-256 over all of this and the hash before it
 */
public record Audited(
        long number,
        Instant at,
        String caller,
        String address,
        String action,
        String subject,
        String reason,
        String hash) {}
