package org.esmap.ai.core.quality;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.esmap.ai.core.model.ModelId;

/**
 * A stretch of a model's log, cut into steps of equal length.
 *
 * @param model which model
 * @param from  the first millisecond of the first step
 * @param step  length of a step, whole milliseconds
 * @param steps how many
 */
record Span(ModelId model, Instant from, Duration step, int steps) {
    private static final int MOST_STEPS = 60;

    /** Lengths whose multiples people recognise on a clock or a calendar. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1));

    /** A version in one of the steps. */
    record Place(String version, int slot) {
        /** From a row that begins with both. */
        static Place of(Object[] row) {
            return new Place((String) row[0], (int) Figures.whole(row[1]));
        }
    }

    /** The span of about {@code window} whose steps begin at round times and whose last step holds {@code now}. */
    static Span endingAfter(Instant now, ModelId model, Duration window) {
        Duration step = STEPS.stream()
                .filter(length -> window.dividedBy(length) <= MOST_STEPS)
                .findFirst()
                .orElse(Duration.ofDays(1));
        int steps = Math.max(1, (int) window.dividedBy(step));
        long begun = now.toEpochMilli() / step.toMillis();
        Instant end = Instant.ofEpochMilli((begun + 1) * step.toMillis());
        return new Span(model, end.minus(step.multipliedBy(steps)), step, steps);
    }

    /** Asks with the parameters 1 model, 2 from, 3 to, 4 length of a step, times in milliseconds. */
    @SuppressWarnings("unchecked")
    List<Object[]> rows(EntityManager em, String sql) {
        return em.createNativeQuery(sql)
                .setParameter(1, model.value())
                .setParameter(2, from.toEpochMilli())
                .setParameter(3, from.plus(step.multipliedBy(steps)).toEpochMilli())
                .setParameter(4, step.toMillis())
                .getResultList();
    }
}
