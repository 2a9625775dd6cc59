package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** Gives a thing to one node at a time, by the database. A node that dies loses its leases when they end. Thread-safe. */
@ApplicationScoped
class Leases {
    private final Database database;
    private final String node = UUID.randomUUID().toString();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Leases() {
        this(null);
    }

    @Inject
    Leases(Database database) {
        this.database = database;
    }

    /** Takes or renews a lease; false while another node holds it. */
    boolean take(String name, Duration life) {
        Instant now = Instant.now();
        try {
            return database.call(em -> {
                int renewed = em.createQuery("update Lease l set l.holder = :me, l.until = :until"
                                + " where l.name = :name and (l.holder = :me or l.until < :now)")
                        .setParameter("me", node)
                        .setParameter("until", now.plus(life))
                        .setParameter("name", name)
                        .setParameter("now", now)
                        .executeUpdate();
                if (renewed == 0 && em.find(Lease.class, name) == null) {
                    em.persist(new Lease(name, node, now.plus(life)));
                    em.flush();
                    return true;
                }
                return renewed == 1;
            });
        } catch (AiException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return false; // another node took it between the two statements
            }
            throw e;
        }
    }

    /** Whether any node, this one included, holds a lease now. */
    boolean held(String name) {
        return database.call(em ->
                em.createQuery("select count(l) from Lease l where l.name = :name and l.until >= :now", Long.class)
                                .setParameter("name", name)
                                .setParameter("now", Instant.now())
                                .getSingleResult()
                        > 0);
    }

    /** Gives a lease of this node back. */
    void giveBack(String name) {
        database.run(em -> em.createQuery("delete from Lease l where l.name = :name and l.holder = :me")
                .setParameter("name", name)
                .setParameter("me", node)
                .executeUpdate());
    }
}
