package org.esmap.ai.core.quality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.inference.InferenceRecord;

/** Puts records into the database and takes old ones out, and old feedback. Thread-safe. */
@ApplicationScoped
class LogWriter {
    private static final Logger LOG = System.getLogger(LogWriter.class.getName());
    /** Until when one step of a purge reaches. H2 would look for a list of ids anew for every row. */
    static final String PIECE =
            "select max(at) from (select at from inference_log where at < ?1 order by at limit 10000) piece";

    private final Database database;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected LogWriter() {
        this(null);
    }

    @Inject
    LogWriter(Database database) {
        this.database = database;
    }

    /**
     * Writes a batch in one transaction; a batch whose commit was in doubt may be written again. Of a batch that the
     * database refuses, what it can keep is written.
     */
    void write(List<InferenceRecord> batch) {
        try {
            insert(batch);
        } catch (AiException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                Set<String> known = known(batch);
                insert(batch.stream().filter(r -> !known.contains(r.id())).toList());
            } else if (e.code() == ErrorCode.INVALID_INPUT && batch.size() > 1) {
                batch.forEach(record -> write(List.of(record)));
            } else if (e.code() == ErrorCode.INVALID_INPUT) {
                LOG.log(
                        Level.ERROR,
                        "The database cannot keep an inference of "
                                + batch.get(0).model(),
                        e);
            } else {
                throw e;
            }
        }
    }

    private void insert(List<InferenceRecord> batch) {
        database.run(em -> batch.forEach(record -> em.persist(new LoggedInference(record))));
    }

    private Set<String> known(List<InferenceRecord> batch) {
        return database.call(em -> new HashSet<>(em.createQuery(
                        "select r.id from LoggedInference r where r.id in :ids", String.class)
                .setParameter("ids", batch.stream().map(InferenceRecord::id).toList())
                .getResultList()));
    }

    /**
     * Deletes some of the records older than {@code oldest}, few enough for a short transaction.
     *
     * @return how many; 0 once there are none
     */
    int purge(Instant oldest) {
        return database.call(em -> {
            Object until = em.createNativeQuery(PIECE)
                    .setParameter(1, oldest.toEpochMilli())
                    .getSingleResult();
            return until == null
                    ? 0
                    : em.createNativeQuery("delete from inference_log where at <= ?1")
                            .setParameter(1, until)
                            .executeUpdate();
        });
    }

    /**
     * Deletes the feedback on answers that were given before {@code oldest}.
     *
     * @return how much
     */
    int purgeFeedback(Instant oldest) {
        return database.call(em -> em.createQuery("delete from Feedback f where f.at < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate());
    }
}
