package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Gives a thing to one task at a time, on whichever node, by the database. A node renews its leases until it gives them
 * back; one that dies loses them when they end. Thread-safe.
 */
@ApplicationScoped
class Leases {
    private static final Logger LOG = System.getLogger(Leases.class.getName());
    private static final int LONGEST_NAME = 64;

    private final Database database;
    private final String node = UUID.randomUUID().toString();
    private final Map<String, Duration> mine = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Leases() {
        this(null);
    }

    @Inject
    Leases(Database database) {
        this.database = database;
    }

    /**
     * Takes a lease until it is given back.
     *
     * @param life how long it outlasts a node that dies
     * @return false while anyone holds it, on this node or another
     */
    boolean take(String thing, Duration life) {
        String name = name(thing);
        if (mine.putIfAbsent(name, life) != null) {
            return false;
        }
        boolean taken = false;
        try {
            taken = claim(name, Instant.now().plus(life));
            return taken;
        } finally {
            if (!taken) {
                mine.remove(name);
            }
        }
    }

    private boolean claim(String name, Instant until) {
        try {
            return database.call(em -> {
                int ended = em.createQuery("update Lease l set l.holder = :me, l.until = :until"
                                + " where l.name = :name and (l.holder = :me or l.until < :now)")
                        .setParameter("me", node)
                        .setParameter("until", until)
                        .setParameter("name", name)
                        .setParameter("now", Instant.now())
                        .executeUpdate();
                if (ended == 0 && em.find(Lease.class, name) == null) {
                    em.persist(new Lease(name, node, until));
                    em.flush();
                    return true;
                }
                return ended == 1;
            });
        } catch (AiException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return false; // another node took it between the two statements
            }
            throw e;
        }
    }

    /** Renews what this node holds; to be called again and again, well within the life of any lease. */
    void renew() {
        mine.forEach((name, life) -> database.run(
                em -> em.createQuery("update Lease l set l.until = :until where l.name = :name and l.holder = :me")
                        .setParameter("until", Instant.now().plus(life))
                        .setParameter("name", name)
                        .setParameter("me", node)
                        .executeUpdate()));
    }

    /** Whether any node, this one included, holds a lease now. */
    boolean held(String thing) {
        return database.call(em ->
                em.createQuery("select count(l) from Lease l where l.name = :name and l.until >= :now", Long.class)
                                .setParameter("name", name(thing))
                                .setParameter("now", Instant.now())
                                .getSingleResult()
                        > 0);
    }

    /** Gives a lease of this node back; without the database it ends by itself. */
    void giveBack(String thing) {
        String name = name(thing);
        try {
            database.run(em -> em.createQuery("delete from Lease l where l.name = :name and l.holder = :me")
                    .setParameter("name", name)
                    .setParameter("me", node)
                    .executeUpdate());
        } catch (AiException e) {
            LOG.log(Level.WARNING, "The lease to " + thing + " could not be given back; it ends by itself", e);
        } finally {
            mine.remove(name); // not before: a task of this node that took it meanwhile would lose it again
        }
    }

    /** Two things never share a name, however long theirs are. */
    private static String name(String thing) {
        return thing.length() > LONGEST_NAME ? Digests.sha256(thing.getBytes(StandardCharsets.UTF_8)) : thing;
    }
}
