package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a version's answers have moved from its first ones. Thread-safe. */
@ApplicationScoped
class DriftFigures {
    private static final int REFERENCE = 1_000;
    private static final int FEWEST = 50;

    private static final String BINS = "select label, tenth, power, count(*) from (select label,"
            + " cast(floor(score * 10) as integer) as tenth,"
            + " case when input_size > 0 then cast(floor(ln(input_size) / ln(2)) as integer) end as power from ";
    private static final String GROUPED = ") bins group by label, tenth, power";

    /** The figures; null while the version has too few answers for a reference or the window too few to compare. */
    Performance.@Nullable Drift of(EntityManager em, String model, String version, long from) {
        DriftReference reference = reference(em, model, version);
        if (reference == null) {
            return null;
        }
        Histogram then = Histogram.parse(reference.histogram());
        Histogram now = new Histogram();
        long answers = fill(
                now,
                em.createNativeQuery(BINS
                                + "inference_log where model = ?1 and version = ?2 and at >= ?3 and failure is null"
                                + GROUPED)
                        .setParameter(1, model)
                        .setParameter(2, version)
                        .setParameter(3, from)
                        .getResultList());
        if (answers < FEWEST) {
            return null;
        }
        return new Performance.Drift(
                Histogram.distance(then, now, "labels"),
                Histogram.distance(then, now, "scores"),
                Histogram.distance(then, now, "inputs"),
                reference.answers(),
                answers);
    }

    /** The reference, written down as soon as there are enough first answers for it. */
    private static @Nullable DriftReference reference(EntityManager em, String model, String version) {
        DriftReference known = em.find(DriftReference.class, new DriftReference.Key(model, version));
        if (known != null) {
            return known;
        }
        Histogram first = new Histogram();
        long answers = fill(
                first,
                em.createNativeQuery(BINS
                                + "(select label, score, input_size from inference_log where model = ?1 and version = ?2"
                                + " and failure is null order by at limit " + REFERENCE + ") first_answers" + GROUPED)
                        .setParameter(1, model)
                        .setParameter(2, version)
                        .getResultList());
        if (answers < REFERENCE) {
            return answers < FEWEST ? null : new DriftReference(model, version, (int) answers, first.json());
        }
        DriftReference made = new DriftReference(model, version, REFERENCE, first.json());
        em.persist(made);
        return made;
    }

    private static long fill(Histogram histogram, List<?> rows) {
        long answers = 0;
        for (Object one : rows) {
            Object[] row = (Object[]) one;
            long times = Figures.whole(row[3]);
            histogram.add((String) row[0], integer(row[1]), integer(row[2]), times);
            answers += times;
        }
        return answers;
    }

    private static @Nullable Integer integer(@Nullable Object number) {
        return number == null ? null : ((Number) number).intValue();
    }
}
