package org.esmap.ai.core.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.security.Act;

/** Writes and reads the audit trail. Thread-safe; two acts at once are one after the other, on every node. */
@ApplicationScoped
public class AuditTrail {
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
            em.persist(new AuditEntry(
                    last == null ? 1 : last.number() + 1, act, last == null ? AuditEntry.BEGINNING : last.hash()));
            em.flush();
        });
    }

    private static Optional<AuditEntry> last(EntityManager em) {
        return em.createQuery("select e from AuditEntry e order by e.number desc", AuditEntry.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
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

    /** The number of the first entry that does not follow from the one before it; empty while the trail is whole. */
    public Optional<Long> firstBroken() {
        return database.call(em -> {
            String before = AuditEntry.BEGINNING;
            long number = 0;
            for (AuditEntry entry : em.createQuery("select e from AuditEntry e order by e.number", AuditEntry.class)
                    .getResultList()) {
                number++;
                boolean follows = entry.number() == number
                        && entry.beforeHash().equals(before)
                        && entry.computeHash().equals(entry.hash());
                if (!follows) {
                    return Optional.of(number);
                }
                before = entry.hash();
            }
            return Optional.empty();
        });
    }
}
