package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Remembers the answers of changing requests by their Idempotency-Key for a day, so that a request sent twice is carried
 * out once, on whichever node. Thread-safe.
 */
@ApplicationScoped
public class Replays {
    private static final Logger LOG = System.getLogger(Replays.class.getName());
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);

    private final Database database;

    /** What is to become of requests that ended while the database was away, by their scope. */
    private final Map<String, BiConsumer<EntityManager, Replay>> owed = new ConcurrentHashMap<>();

    private long purgedNanos = System.nanoTime() - PURGE_EVERY.toNanos();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Replays() {
        this(null);
    }

    @Inject
    public Replays(Database database) {
        this.database = database;
    }

    /**
     * Begins a request.
     *
     * @param scope       tells its sender and key from every other; at most 400 characters
     * @param fingerprint a digest of what was sent
     * @return the body that answered the same request before; empty where it is to be carried out now
     * @throws AiException with {@code CONFLICT} where the first such request is still under way, {@code INVALID_INPUT}
     *     where the key was used for another request
     */
    public Optional<String> begin(String scope, String fingerprint) {
        settle();
        return database.call(em -> {
            Replay known = em.find(Replay.class, scope);
            boolean stale = known != null
                    && known.status() == Replay.UNDER_WAY
                    && known.at().isBefore(Instant.now().minus(GIVEN_UP));
            if (stale) {
                em.remove(known);
                em.flush();
                known = null;
            }
            if (known == null) {
                em.persist(new Replay(scope, fingerprint));
                em.flush();
                return Optional.empty();
            }
            return Optional.of(answer(known, fingerprint));
        });
    }

    private static String answer(Replay known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw new AiException(
                    ErrorCode.INVALID_INPUT, "This Idempotency-Key was used for another request. Use a new one.");
        }
        if (known.status() == Replay.UNDER_WAY) {
            throw new AiException(
                    ErrorCode.CONFLICT, "The first request with this Idempotency-Key is still under way.");
        }
        String body = known.body();
        return body == null ? "" : body;
    }

    /** Keeps the answer of a request that was carried out; where the database is away, once it is back. */
    public void end(String scope, int status, String body) {
        note(scope, (em, known) -> known.answered(status, body));
    }

    /** Forgets a request that failed, so that it can be sent again; where the database is away, once it is back. */
    public void forget(String scope) {
        note(scope, EntityManager::remove);
    }

    private void note(String scope, BiConsumer<EntityManager, Replay> outcome) {
        try {
            database.run(em -> {
                Replay known = em.find(Replay.class, scope);
                if (known != null) {
                    outcome.accept(em, known);
                }
            });
        } catch (AiException e) {
            if (e.code() != ErrorCode.DATABASE_UNAVAILABLE) {
                throw e;
            }
            LOG.log(Level.WARNING, "What came of a request is noted once the database is back", e);
            owed.put(scope, outcome);
        }
    }

    private void settle() {
        for (String scope : owed.keySet()) {
            BiConsumer<EntityManager, Replay> outcome = owed.remove(scope);
            if (outcome != null) { // no other thread was faster
                note(scope, outcome);
            }
        }
    }

    /** Notes what is owed, and forgets what is older than a day. Called by one thread. */
    void purge() {
        settle();
        long now = System.nanoTime(); // which nobody sets back
        if (now - purgedNanos < PURGE_EVERY.toNanos()) {
            return;
        }
        purgedNanos = now;
        database.run(em -> em.createQuery("delete from Replay r where r.at < :oldest")
                .setParameter("oldest", Instant.now().minus(REMEMBERED))
                .executeUpdate());
    }
}
