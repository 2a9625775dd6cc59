package org.esmap.ai.models.renewableforecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.models.renewableforecast.Weather.Given;
import org.esmap.ai.models.renewableforecast.Weather.Interval;

/** Reads weather: times that rise by one step, gaps of up to three intervals filled by straight lines. */
final class WeatherReader {
    private static final int LONGEST_GAP = 3;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final boolean solar;
    private final double windHeightM;
    private final Duration step;
    private final List<Interval> intervals = new ArrayList<>();
    private Given given = Given.NONE;

    private WeatherReader(boolean solar, double windHeightM, Duration step) {
        this.solar = solar;
        this.windHeightM = windHeightM;
        this.step = step;
    }

    /**
     * @param rows        the member {@code weather}, an array that passed the schema
     * @param solar       whether irradiance is needed
     * @param windHeightM height of the wind of rows that state none
     * @throws AiException with {@code INVALID_INPUT} and a pointer to the first wrong row
     */
    static Weather read(JsonNode rows, boolean solar, double windHeightM, Duration step, boolean endLabel) {
        WeatherReader reader = new WeatherReader(solar, windHeightM, step);
        for (int i = 0; i < rows.size(); i++) {
            reader.add(i, rows.get(i));
        }
        return new Weather(reader.intervals, step, endLabel, reader.given);
    }

    /** A time with offset at {@code pointer}. */
    static OffsetDateTime time(String text, String pointer) {
        OffsetDateTime time;
        try {
            time = OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw AiException.invalid(
                    pointer,
                    "expected a day and time that exist with an offset from UTC, as ISO 8601 writes them, found '"
                            + shortened(text) + "'",
                    "ISO 8601 with offset, such as 2026-06-01T12:00:00+02:00 or 2026-06-01T10:00:00Z");
        }
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw AiException.invalid(
                    pointer,
                    "expected a year in which the sun's position is known, found " + time.getYear(),
                    FIRST_YEAR + " to " + LAST_YEAR);
        }
        return time;
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private void add(int i, JsonNode row) {
        String text = row.get("time").textValue();
        Interval next = new Interval(
                time(text, "/weather/" + i + "/time"),
                text,
                false,
                number(row, "ghi"),
                number(row, "dni"),
                number(row, "dhi"),
                number(row, "poa"),
                number(row, "tempC"),
                number(row, "windMs"),
                row.path("windHeightM").asDouble(windHeightM),
                number(row, "pressurePa"));
        checkIrradiance(i, next);
        if (!intervals.isEmpty()) {
            fill(intervals.get(intervals.size() - 1), next, missing(i, next));
        }
        intervals.add(next);
    }

    private static double number(JsonNode row, String member) {
        return row.path(member).asDouble(Double.NaN);
    }

    private void checkIrradiance(int i, Interval row) {
        if (!solar) {
            return;
        }
        Given found = given(row);
        if (found == Given.NONE) {
            throw AiException.invalid(
                    "/weather/" + i,
                    "expected irradiance as ghi, as dni with dhi, or as poa, found none of these",
                    "ghi, or dni with dhi, or poa");
        }
        if (i == 0) {
            given = found;
        } else if (found != given) {
            throw AiException.invalid(
                    "/weather/" + i,
                    "expected the same members for irradiance as in the first row (" + given.members() + "), found "
                            + found.members());
        }
    }

    private static Given given(Interval row) {
        boolean global = !Double.isNaN(row.ghi());
        boolean beam = !Double.isNaN(row.dni());
        boolean diffuse = !Double.isNaN(row.dhi());
        if (!Double.isNaN(row.poa())) {
            return Given.PLANE;
        }
        if (global) {
            return beam ? diffuse ? Given.ALL : Given.GLOBAL_BEAM : diffuse ? Given.GLOBAL_DIFFUSE : Given.GLOBAL;
        }
        return beam && diffuse ? Given.BEAM_DIFFUSE : Given.NONE;
    }

    /** How many intervals are absent before row {@code i}. */
    private int missing(int i, Interval next) {
        String pointer = "/weather/" + i + "/time";
        Interval last = intervals.get(intervals.size() - 1);
        Duration apart = Duration.between(last.time(), next.time());
        if (apart.isZero()) {
            throw AiException.invalid(pointer, "expected a time after the row before, found the same time again");
        }
        if (apart.isNegative()) {
            throw AiException.invalid(
                    pointer, "expected rising times, found " + next.label() + " after " + last.label());
        }
        long steps = apart.toMillis() / step.toMillis();
        if (!step.multipliedBy(steps).equals(apart)) {
            throw AiException.invalid(
                    pointer,
                    "expected times " + step.toSeconds()
                            + " s apart, as intervalS says (3600 where it is not given), found "
                            + BigDecimal.valueOf(apart.toMillis(), 3)
                                    .stripTrailingZeros()
                                    .toPlainString() + " s");
        }
        if (steps > LONGEST_GAP + 1) {
            throw AiException.invalid(
                    pointer,
                    "expected gaps of at most " + LONGEST_GAP + " intervals, found " + (steps - 1) + " missing after "
                            + last.label());
        }
        return (int) steps - 1;
    }

    private void fill(Interval from, Interval to, int missing) {
        for (int k = 1; k <= missing; k++) {
            double share = k / (missing + 1.0);
            OffsetDateTime time = from.time().plus(step.multipliedBy(k));
            intervals.add(new Interval(
                    time,
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time),
                    true,
                    between(from.ghi(), to.ghi(), share),
                    between(from.dni(), to.dni(), share),
                    between(from.dhi(), to.dhi(), share),
                    between(from.poa(), to.poa(), share),
                    between(from.tempC(), to.tempC(), share),
                    between(from.windMs(), to.windMs(), share),
                    between(from.windHeightM(), to.windHeightM(), share),
                    between(from.pressurePa(), to.pressurePa(), share)));
        }
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }
}
