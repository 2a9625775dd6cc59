package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import org.esmap.ai.core.security.Act;
import org.jspecify.annotations.Nullable;

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

    /** The request that each thread carries out, by its scope. */
    private final ThreadLocal<@Nullable String> underWay = new ThreadLocal<>();

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
     * Begins a request, which this thread carries out until {@link #end} or {@link #forget}.
     *
     * @param scope       tells its sender and key from every other; at most 400 characters
     * @param fingerprint a digest of what was sent
     * @return the body that answered the same request before; empty where it is to be carried out now
     * @throws AiException with {@code CONFLICT} where the first such request is still under way or its answer was lost,
     *     {@code INVALID_INPUT} where the key was used for another request
     */
    public Optional<String> begin(String scope, String fingerprint) {
        settle();
        Optional<String> before = look(scope, fingerprint);
        if (before.isEmpty()) {
            underWay.set(scope);
        }
        return before;
    }

    private Optional<String> look(String scope, String fingerprint) {
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
        if (known.status() == Replay.CARRIED_OUT) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "The first request with this Idempotency-Key was carried out; its answer is not yet kept, or was lost."
                            + " Look at what it changed, then decide.");
        }
        String body = known.body();
        return body == null ? "" : body;
    }

    /**
     * Notes in the transaction of an act that the request under way has acted: whatever its sender hears, and though its
     * node dies, it is not carried out again.
     */
    void note(@Observes Act act) {
        String scope = underWay.get();
        if (scope != null) {
            database.run(em -> em.createQuery("update Replay r set r.status = :carriedOut where r.scope = :scope")
                    .setParameter("carriedOut", Replay.CARRIED_OUT)
                    .setParameter("scope", scope)
                    .executeUpdate());
        }
    }

    /** Keeps the answer of a request that was carried out; where the database is away, once it is back. */
    public void end(String scope, int status, String body) {
        close(scope, (em, known) -> known.answered(status, body));
    }

    /**
     * Forgets a request that failed, so that it can be sent again, unless it has acted nevertheless; where the database is
     * away, once it is back.
     */
    public void forget(String scope) {
        // in one statement: a commit whose end nobody has heard may still be on its way
        close(
                scope,
                (em, known) -> em.createQuery("delete from Replay r where r.scope = :scope and r.status = :underWay")
                        .setParameter("scope", scope)
                        .setParameter("underWay", Replay.UNDER_WAY)
                        .executeUpdate());
    }

    private void close(String scope, BiConsumer<EntityManager, Replay> outcome) {
        underWay.remove();
        keep(scope, outcome);
    }

    private void keep(String scope, BiConsumer<EntityManager, Replay> outcome) {
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
                keep(scope, outcome);
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
