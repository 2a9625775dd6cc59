package org.esmap.ai.core.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.security.Act;
import org.jspecify.annotations.Nullable;

/** Writes and reads the audit trail. Thread-safe; two acts at once are one after the other, on every node. */
@ApplicationScoped
public class AuditTrail {
    private static final int PIECE = 1_000;

    private final Database database;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected AuditTrail() {
        this(null);
    }

    @Inject
    public AuditTrail(Database database) {
        this.database = database;
    }

    /** Joins the transaction of the act. The primary key lets one entry follow another, never two. */
    void append(@Observes Act act) {
        database.run(em -> {
            database.mustLast();
            em.createNativeQuery("update audit_head set number = number + 1 where id = 1")
                    .executeUpdate();
            AuditEntry last = last(em).orElse(null);
            // After the head, so that what follows a tail that was cut off never fills its place.
            long number = Math.max(head(em), last == null ? 1 : last.number() + 1);
            em.persist(new AuditEntry(number, act, last == null ? AuditEntry.BEGINNING : last.hash()));
            em.flush();
        });
    }

    private static Optional<AuditEntry> last(EntityManager em) {
        return em.createQuery("select e from AuditEntry e order by e.number desc", AuditEntry.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The hash of the first entry, which no other installation's trail has; empty while there is none. */
    public Optional<String> origin() {
        return database.call(em -> em.createQuery("select e.hash from AuditEntry e order by e.number", String.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst());
    }

    /** Entries newest first, those before {@code before} only, at most {@code limit}. */
    public List<Audited> entries(long before, int limit) {
        return database.call(em -> em.createQuery(
                        "select e from AuditEntry e where e.number < :before order by e.number desc", AuditEntry.class)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEntry::view)
                .toList());
    }

    /** The same as {@link #firstBroken(long, long)} of the whole trail. */
    public Optional<Long> firstBroken() {
        return firstBroken(1, Long.MAX_VALUE);
    }

    /**
     * Reads a stretch of the trail, a piece at a time.
     *
     * @param from number of its first entry, at least 1
     * @param to   number of its last entry, which may be one that is not yet there
     * @return the number of the first entry in it that is missing, or does not follow from the one before it; empty
     *     while the stretch is whole
     */
    public Optional<Long> firstBroken(long from, long to) {
        long promised = database.call(AuditTrail::head); // first: acts that come meanwhile only add to the trail
        long number = from - 1;
        String hash = number == 0 ? AuditEntry.BEGINNING : hash(number);
        if (hash == null) {
            return Optional.of(number);
        }
        List<AuditEntry> piece;
        long after = number == 0 ? Long.MIN_VALUE : number; // nothing stands before the first entry
        do {
            piece = piece(after, to);
            for (AuditEntry entry : piece) {
                if (!entry.follows(number, hash)) {
                    return Optional.of(number + 1);
                }
                number = entry.number();
                hash = entry.hash();
            }
            after = number;
        } while (piece.size() == PIECE);
        if (number < Math.min(to, promised)) {
            return Optional.of(number + 1);
        }
        long last = database.call(AuditTrail::head);
        return number > last ? Optional.of(last + 1) : Optional.empty();
    }

    /** How many entries were ever appended. */
    private static long head(EntityManager em) {
        Object number = em.createNativeQuery("select coalesce(max(number), 0) from audit_head where id = 1")
                .getSingleResult();
        return ((Number) number).longValue();
    }

    private @Nullable String hash(long number) {
        AuditEntry entry = database.call(em -> em.find(AuditEntry.class, number));
        return entry == null ? null : entry.hash();
    }

    private List<AuditEntry> piece(long after, long to) {
        return database.call(em -> em.createQuery(
                        "select e from AuditEntry e where e.number > :after and e.number <= :to order by e.number",
                        AuditEntry.class)
                .setParameter("after", after)
                .setParameter("to", to)
                .setMaxResults(PIECE)
                .getResultList());
    }
}
