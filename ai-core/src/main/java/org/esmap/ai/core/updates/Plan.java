package org.esmap.ai.core.updates;

import jakarta.enterprise.concurrent.CronTrigger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.versions.Strategy;

/**
 * When and how a model updates itself.
 *
 * @param cron        five fields (minute hour day-of-month month day-of-week), or six led by seconds
 * @param zone        time zone of the cron expression, such as {@code Europe/Berlin}
 * @param source      a folder, or the HTTPS address of an index, that the administrator allowed
 * @param strategy    how a version that passes validation is promoted
 * @param percent     share of a canary
 * @param bakeSeconds length of a trial
 */
public record Plan(String cron, String zone, String source, Strategy strategy, int percent, int bakeSeconds) {
    public Plan {
        if (cron.length() > 100) {
            throw AiException.invalid("/cron", "at most 100 characters");
        }
        trigger(cron, zone);
        if (source.isBlank() || source.length() > 1000) {
            throw AiException.invalid("/source", "a folder or an HTTPS address is required");
        }
        Promotion.check(strategy, percent, bakeSeconds);
    }

    /** The first moment after {@code moment}. */
    Instant next(Instant moment) {
        try {
            return trigger(cron, zone).after(moment.atZone(ZoneId.of(zone))).toInstant();
        } catch (DateTimeException e) {
            throw AiException.invalid("/cron", "never comes: '" + cron + "'", "such as '0 3 * * *', daily at 3");
        }
    }

    private static Moments trigger(String cron, String zone) {
        ZoneId zoneId;
        try {
            zoneId = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw AiException.invalid("/zone", "unknown time zone '" + zone + "'", "such as 'UTC' or 'Europe/Berlin'");
        }
        try {
            return new Moments(cron, zoneId);
        } catch (RuntimeException e) {
            throw AiException.invalid(
                    "/cron", "not a cron expression: '" + cron + "'", "such as '0 3 * * *', daily at 3");
        }
    }

    /** The container's own reading of cron, asked for moments only. */
    private static final class Moments extends CronTrigger {
        Moments(String cron, ZoneId zone) {
            super(cron, zone);
        }

        ZonedDateTime after(ZonedDateTime moment) {
            return next(moment);
        }
    }
}
