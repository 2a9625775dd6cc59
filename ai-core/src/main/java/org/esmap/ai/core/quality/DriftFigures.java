package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a version's answers have moved from its first ones. Thread-safe. */
@ApplicationScoped
class DriftFigures {
    private static final int REFERENCE = 1_000;
    private static final int FEWEST = 50;

    private static final String BINS = " label, cast(floor(score * 10) as integer) as tenth,"
            + " case when input_size > 0 then cast(floor(ln(input_size) / ln(2)) as integer) end as power from ";
    private static final String NOW = "select version, slot, label, tenth, power, count(*) from"
            + " (select version, (at - ?2) / ?4 as slot," + BINS
            + "inference_log where model = ?1 and at >= ?2 and at < ?3 and failure is null) bins"
            + " group by version, slot, label, tenth, power";
    private static final String FIRST = "select version, 0, label, tenth, power, count(*) from (select version," + BINS
            + "(select version, label, score, input_size from inference_log where model = ?1 and version = ?2"
            + " and failure is null order by at limit " + REFERENCE + ") first_answers) bins"
            + " group by version, label, tenth, power";

    /** What was seen of a version. */
    private static final class Seen {
        private final Histogram histogram = new Histogram();
        private long answers;

        void add(Object[] row) {
            long times = Figures.whole(row[5]);
            histogram.add((String) row[2], integer(row[3]), integer(row[4]), times);
            answers += times;
        }
    }

    /** The figures of each step that has enough answers to compare, of versions that have enough for a reference. */
    Map<Span.Place, Performance.Drift> in(EntityManager em, Span span) {
        Map<Span.Place, Seen> seen = new HashMap<>();
        for (Object[] row : span.rows(em, NOW)) {
            seen.computeIfAbsent(Span.Place.of(row), place -> new Seen()).add(row);
        }
        seen.values().removeIf(now -> now.answers < FEWEST);
        Map<String, Optional<DriftReference>> references = new HashMap<>();
        Map<Span.Place, Performance.Drift> drifts = new HashMap<>();
        seen.forEach((place, now) -> references
                .computeIfAbsent(
                        place.version(),
                        version ->
                                Optional.ofNullable(reference(em, span.model().value(), version)))
                .ifPresent(then -> drifts.put(place, drift(then, now))));
        return drifts;
    }

    private static Performance.Drift drift(DriftReference reference, Seen now) {
        Histogram then = Histogram.parse(reference.histogram());
        return new Performance.Drift(
                Histogram.distance(then, now.histogram, "labels"),
                Histogram.distance(then, now.histogram, "scores"),
                Histogram.distance(then, now.histogram, "inputs"),
                reference.answers(),
                now.answers);
    }

    /** The reference, written down as soon as there are enough first answers for it. */
    private static @Nullable DriftReference reference(EntityManager em, String model, String version) {
        DriftReference known = em.find(DriftReference.class, new DriftReference.Key(model, version));
        if (known != null) {
            return known;
        }
        Seen first = new Seen();
        List<?> rows = em.createNativeQuery(FIRST)
                .setParameter(1, model)
                .setParameter(2, version)
                .getResultList();
        rows.forEach(row -> first.add((Object[]) row));
        if (first.answers < FEWEST) {
            return null;
        }
        DriftReference made = new DriftReference(model, version, (int) first.answers, first.histogram.json());
        if (first.answers == REFERENCE) {
            em.persist(made);
        }
        return made;
    }

    private static @Nullable Integer integer(@Nullable Object number) {
        return number == null ? null : ((Number) number).intValue();
    }
}
