package org.esmap.ai.models.renewableforecast;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Weather of neighbouring intervals of one length, gaps filled.
 *
 * @param intervals at least one
 * @param step      length of each
 * @param endLabel  whether an interval's time is its end and not its start
 * @param given     what the irradiance of all intervals is
 * @param ahead     intervals after them, which are not forecast: they tell what the irradiance does next
 */
record Weather(List<Interval> intervals, Duration step, boolean endLabel, Given given, List<Interval> ahead) {
    /** The members in which irradiance comes. */
    enum Given {
        NONE("none"),
        PLANE("poa"),
        GLOBAL("ghi"),
        BEAM_DIFFUSE("dni with dhi"),
        GLOBAL_DIFFUSE("ghi with dhi"),
        GLOBAL_BEAM("ghi with dni"),
        ALL("ghi with dni and dhi");

        private final String members;

        Given(String members) {
            this.members = members;
        }

        /** The members as the caller writes them. */
        String members() {
            return members;
        }
    }

    /**
     * Weather of one interval. What is not given is NaN.
     *
     * @param time  as labelled
     * @param label the time as the caller wrote it
     * @param filled whether this was interpolated over a gap
     */
    record Interval(
            OffsetDateTime time,
            String label,
            boolean filled,
            double ghi,
            double dni,
            double dhi,
            double poa,
            double tempC,
            double windMs,
            double windHeightM,
            double pressurePa) {}

    Weather {
        intervals = List.copyOf(intervals);
        ahead = List.copyOf(ahead);
    }

    /** With nothing behind them. */
    Weather(List<Interval> intervals, Duration step, boolean endLabel, Given given) {
        this(intervals, step, endLabel, given, List.of());
    }

    int size() {
        return intervals.size();
    }

    Interval get(int i) {
        return intervals.get(i);
    }

    OffsetDateTime start(int i) {
        OffsetDateTime time = intervals.get(i).time();
        return endLabel ? time.minus(step) : time;
    }

    Instant middle(int i) {
        return start(i).plus(step.dividedBy(2)).toInstant();
    }

    Instant end() {
        return start(size() - 1).plus(step).toInstant();
    }

    /** Whether a label at {@code time} is that of an interval, be it before, within or after these. */
    boolean meets(Instant time) {
        Duration apart = Duration.between(intervals.get(0).time().toInstant(), time);
        return step.multipliedBy(apart.dividedBy(step)).equals(apart);
    }

    /** Intervals that make an hour, at least one. */
    int perHour() {
        return (int) Math.max(1, Math.round(3600.0 / step.toSeconds()));
    }

    double hours() {
        return step.toSeconds() / 3600.0;
    }

    /** The first intervals, as many as begin before {@code end}. */
    Weather until(Instant end) {
        int keep = size();
        while (keep > 1 && !start(keep - 1).toInstant().isBefore(end)) {
            keep--;
        }
        return new Weather(intervals.subList(0, keep), step, endLabel, given, intervals.subList(keep, size()));
    }

    /** With an hour of what lies ahead, or as much of it as there is. */
    Weather withHourAhead() {
        List<Interval> more = new ArrayList<>(intervals);
        more.addAll(ahead.subList(0, Math.min(perHour(), ahead.size())));
        return new Weather(more, step, endLabel, given);
    }
}
