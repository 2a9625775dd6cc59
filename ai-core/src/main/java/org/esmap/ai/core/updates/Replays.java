package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/**
 * Remembers the answers of changing requests by their Idempotency-Key for a day, so that a request sent twice is carried
 * out once, on whichever node. Thread-safe.
 */
@ApplicationScoped
public class Replays {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private Instant nextPurge = Instant.now();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Replays() {
        this(null);
    }

    @Inject
    public Replays(Database database) {
        this.database = database;
    }

    /** An answer that was given: an HTTP-like status chosen by the caller of this class, and a text. */
    public record Answered(int status, String body) {}

    /**
     * Begins a request.
     *
     * @param scope       who sent it, where to, and its key; at most 400 characters
     * @param fingerprint a digest of what was sent
     * @return the answer that the same request got before; empty where it is to be carried out now
     * @throws AiException with {@code CONFLICT} where the first such request is still under way, {@code INVALID_INPUT}
     *     where the key was used for another request
     */
    public Optional<Answered> begin(String scope, String fingerprint) {
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

    private static Answered answer(Replay known, String fingerprint) {
        if (!known.fingerprint().equals(fingerprint)) {
            throw new AiException(
                    ErrorCode.INVALID_INPUT, "This Idempotency-Key was used for another request. Use a new one.");
        }
        if (known.status() == Replay.UNDER_WAY) {
            throw new AiException(
                    ErrorCode.CONFLICT, "The first request with this Idempotency-Key is still under way.");
        }
        String body = known.body();
        return new Answered(known.status(), body == null ? "" : body);
    }

    /** Keeps the answer of a request that was carried out. */
    public void end(String scope, int status, String body) {
        database.run(em -> {
            Replay known = em.find(Replay.class, scope);
            if (known != null) {
                known.answered(status, body);
            }
        });
    }

    /** Forgets a request that failed, so that it can be sent again. */
    public void forget(String scope) {
        database.run(em -> {
            Replay known = em.find(Replay.class, scope);
            if (known != null) {
                em.remove(known);
            }
        });
    }

    /** Forgets what is older than a day. Called by one thread. */
    void purge() {
        Instant now = Instant.now();
        if (now.isBefore(nextPurge)) {
            return;
        }
        nextPurge = now.plus(PURGE_EVERY);
        database.run(em -> em.createQuery("delete from Replay r where r.at < :oldest")
                .setParameter("oldest", now.minus(REMEMBERED))
                .executeUpdate());
    }
}
