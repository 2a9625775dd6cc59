package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.ErrorKind;
import org.esmap.ai.core.model.ModelId;
import org.jspecify.annotations.Nullable;

/** Performance figures from the log. Thread-safe; every method needs the database. */
@ApplicationScoped
public class Figures {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String FAULTS = codes(true);
    private static final String REFUSALS = codes(false);

    /** One pass over the window's rows; the index leads to them by model and time. */
    private static final String BY_VERSION = "select version, count(*),"
            + " sum(case when failure in (" + FAULTS + ") then 1 else 0 end),"
            + " sum(case when failure in (" + REFUSALS + ") then 1 else 0 end),"
            + " sum(case when failure is null then 1 else 0 end),"
            + " sum(case when source = 'fallback' then 1 else 0 end),"
            + " sum(case when source = 'cache' then 1 else 0 end),"
            + " avg(case when failure is null then latency_us * 1.0 end),"
            + " percentile_disc(0.5) within group (order by case when failure is null then latency_us end),"
            + " percentile_disc(0.95) within group (order by case when failure is null then latency_us end),"
            + " percentile_disc(0.99) within group (order by case when failure is null then latency_us end)"
            + " from inference_log where model = ?1 and at >= ?2 group by version order by version";

    private static final String JUDGED = "select version, count(*), sum(case when correct then 1 else 0 end)"
            + " from feedback where model = ?1 and at >= ?2 group by version";

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
        StringBuilder list = new StringBuilder();
        for (ErrorCode code : ErrorCode.values()) {
            if (isFault(code.kind()) == faults) {
                list.append(list.isEmpty() ? "'" : ", '").append(code.code()).append('\'');
            }
        }
        return list.toString();
    }

    private static boolean isFault(ErrorKind kind) {
        return kind == ErrorKind.INTERNAL || kind == ErrorKind.UNAVAILABLE || kind == ErrorKind.DEADLINE;
    }

    /**
     * The figures of each version that was asked in the window that ends now.
     *
     * @param window positive, at most 31 days
     */
    public List<Performance> of(ModelId model, Duration window) {
        if (window.isZero() || window.isNegative() || window.compareTo(LONGEST) > 0) {
            throw AiException.invalid(
                    "/window", "must be positive and at most 31 days, found " + window, "15m, 1h, 24h, 7d");
        }
        long from = Instant.now().minus(window).toEpochMilli();
        return database.call(em -> {
            Map<String, Performance.Accuracy> accuracies = accuracies(em, model, from);
            return rows(em, BY_VERSION, model, from).stream()
                    .map(row -> performance(
                            row, accuracies.get((String) row[0]), drift.of(em, model.value(), (String) row[0], from)))
                    .toList();
        });
    }

    private static Map<String, Performance.Accuracy> accuracies(EntityManager em, ModelId model, long from) {
        Map<String, Performance.Accuracy> accuracies = new HashMap<>();
        for (Object[] row : rows(em, JUDGED, model, from)) {
            accuracies.put((String) row[0], Performance.Accuracy.of(whole(row[2]), whole(row[1])));
        }
        return accuracies;
    }

    @SuppressWarnings("unchecked")
    private static List<Object[]> rows(EntityManager em, String sql, ModelId model, long from) {
        return em.createNativeQuery(sql)
                .setParameter(1, model.value())
                .setParameter(2, from)
                .getResultList();
    }

    private static Performance performance(
            Object[] row, Performance.@Nullable Accuracy accuracy, Performance.@Nullable Drift moved) {
        long requests = whole(row[1]);
        long errors = whole(row[2]);
        long refused = whole(row[3]);
        long answers = whole(row[4]);
        return new Performance(
                (String) row[0],
                requests,
                errors,
                refused,
                share(errors, requests - refused),
                share(whole(row[5]), answers),
                share(whole(row[6]), answers),
                milliseconds(row[7]),
                milliseconds(row[8]),
                milliseconds(row[9]),
                milliseconds(row[10]),
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
