package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.ErrorKind;
import org.esmap.ai.core.model.ModelId;
import org.jspecify.annotations.Nullable;

/** Performance figures from the log. Thread-safe; every method needs the database. */
@ApplicationScoped
public class Figures {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String FAULTS = codes(true);
    private static final String REFUSALS = codes(false);

    /** One pass over the window's rows, cut into slots; the index leads to them by model and time. */
    private static final String COUNTED = "select version, slot, count(*),"
            + " sum(case when failure in (" + FAULTS + ") then 1 else 0 end),"
            + " sum(case when failure in (" + REFUSALS + ") then 1 else 0 end),"
            + " sum(case when failure is null then 1 else 0 end),"
            + " sum(case when source = 'fallback' then 1 else 0 end),"
            + " sum(case when source = 'cache' then 1 else 0 end),"
            + " avg(cast(answered_us as double precision)),"
            + " percentile_disc(0.5) within group (order by answered_us),"
            + " percentile_disc(0.95) within group (order by answered_us),"
            + " percentile_disc(0.99) within group (order by answered_us)"
            + " from (select version, failure, source, case when failure is null then latency_us end as answered_us,"
            + " (at - ?2) / ?4 as slot from inference_log where model = ?1 and at >= ?2 and at < ?3) requests"
            + " group by version, slot order by version, slot";

    private static final String JUDGED = "select version, slot, count(*), sum(case when correct then 1 else 0 end)"
            + " from (select version, correct, (at - ?2) / ?4 as slot from feedback"
            + " where model = ?1 and at >= ?2 and at < ?3) words group by version, slot";

    private final Database database;
    private final DriftFigures drift;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Figures() {
        this(null, null);
    }

    @Inject
    Figures(Database database, DriftFigures drift) {
        this.database = database;
        this.drift = drift;
    }

    private static String codes(boolean faults) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> isFault(code.kind()) == faults)
                .map(code -> "'" + code.code() + "'")
                .collect(Collectors.joining(", "));
    }

    private static boolean isFault(ErrorKind kind) {
        return kind == ErrorKind.INTERNAL || kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.DEADLINE;
    }

    /**
     * The figures of each version that was asked in the window that ends now.
     *
     * @param window 1 second to 31 days
     */
    public List<Performance> of(ModelId model, Duration window) {
        requireWindow(window);
        Instant from = Instant.now().plusMillis(1).minus(window);
        return slots(new Span(model, from, window, 1)).stream()
                .map(Trend.Slot::figures)
                .toList();
    }

    /**
     * The same figures step by step through the window whose last step is the one under way.
     *
     * @param window 1 second to 31 days; it is cut into at most 60 steps
     */
    public Trend over(ModelId model, Duration window) {
        requireWindow(window);
        Span span = Span.endingAfter(Instant.now(), model, window);
        return new Trend(span.from(), span.step(), span.steps(), slots(span));
    }

    private static void requireWindow(Duration window) {
        if (window.compareTo(SHORTEST) < 0 || window.compareTo(LONGEST) > 0) {
            throw AiException.invalid(
                    "/window", "must be 1 second to 31 days, found " + window, "such as 15m, 1h, 24h, 7d");
        }
    }

    /** Of two nodes that write down a version's reference at once, one starts anew and finds the other's. */
    private List<Trend.Slot> slots(Span span) {
        try {
            return look(span);
        } catch (AiException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            return look(span);
        }
    }

    private List<Trend.Slot> look(Span span) {
        return database.call(em -> {
            Map<Span.Place, Performance.Accuracy> accuracies = accuracies(em, span);
            Map<Span.Place, Performance.Drift> moved = drift.in(em, span);
            return span.rows(em, COUNTED).stream()
                    .map(row -> slot(row, accuracies, moved))
                    .toList();
        });
    }

    private static Map<Span.Place, Performance.Accuracy> accuracies(EntityManager em, Span span) {
        Map<Span.Place, Performance.Accuracy> accuracies = new HashMap<>();
        for (Object[] row : span.rows(em, JUDGED)) {
            accuracies.put(Span.Place.of(row), Performance.Accuracy.of(whole(row[3]), whole(row[2])));
        }
        return accuracies;
    }

    private static Trend.Slot slot(
            Object[] row, Map<Span.Place, Performance.Accuracy> accuracies, Map<Span.Place, Performance.Drift> moved) {
        Span.Place place = Span.Place.of(row);
        return new Trend.Slot(place.slot(), performance(row, accuracies.get(place), moved.get(place)));
    }

    private static Performance performance(
            Object[] row, Performance.@Nullable Accuracy accuracy, Performance.@Nullable Drift moved) {
        long requests = whole(row[2]);
        long errors = whole(row[3]);
        long refused = whole(row[4]);
        long answers = whole(row[5]);
        return new Performance(
                (String) row[0],
                requests,
                errors,
                refused,
                share(errors, requests - refused),
                share(whole(row[6]), answers),
                share(whole(row[7]), answers),
                milliseconds(row[8]),
                milliseconds(row[9]),
                milliseconds(row[10]),
                milliseconds(row[11]),
                accuracy,
                moved);
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static @Nullable Double milliseconds(@Nullable Object microseconds) {
        return microseconds == null ? null : ((Number) microseconds).doubleValue() / 1_000;
    }

    static long whole(@Nullable Object number) {
        return number == null ? 0 : ((Number) number).longValue();
    }
}
