package org.esmap.ai.core.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions. Thread-safe. Work that begins another transaction on the same thread joins the one under
 * way, so that what belongs together is committed together.
 *
 * <p>Before {@link #open} has succeeded once, and whenever the database is out of reach, work is refused with
 * {@code DATABASE_UNAVAILABLE}; a statement that is too slow, or a pool without a free connection, refuses that work
 * alone. Two changes of the same thing at once give one of them {@code CONFLICT}.
 */
@ApplicationScoped
public class Database {
    private static final Logger LOG = System.getLogger(Database.class.getName());

    /** After a failure nobody waits for the database again until this has passed: callers are refused at once. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** How much later than the end of a slow statement the silence of a server is taken for its loss. */
    private static final int GRACE_MS = 1_000;

    private final DatabaseSource source;
    private final ThreadLocal<@Nullable EntityManager> underWay = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> lasting = new ThreadLocal<>();
    private volatile boolean opened;
    private volatile boolean embedded;
    private volatile long refusingUntilNanos = System.nanoTime();
    private volatile @Nullable String trouble = "not yet connected";

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Database() {
        this.source = null;
    }

    @Inject
    public Database(DatabaseSource source) {
        this.source = source;
    }

    /**
     * Brings the schema up to date and lets work in. Doing it again does nothing.
     *
     * @throws AiException with {@code DATABASE_UNAVAILABLE} where the database is out of reach
     */
    public synchronized void open() {
        if (opened) {
            return;
        }
        try {
            source.migrate();
            embedded = source.embedded();
            opened = true;
            well();
        } catch (RuntimeException e) {
            throw Failures.translate(e, this::ill);
        }
    }

    /** Whether {@link #open} has succeeded: the schema is there. Says nothing about this moment. */
    public boolean opened() {
        return opened;
    }

    /** What is wrong with the database; null while it answers. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Runs work in a transaction, committed when it returns and undone when it throws. */
    public void run(Consumer<EntityManager> work) {
        call(em -> {
            work.accept(em);
            return Boolean.TRUE;
        });
    }

    /** Runs work in a transaction and returns its result, whose entities are detached. */
    public <T> T call(Function<EntityManager, T> work) {
        EntityManager joined = underWay.get();
        if (joined != null) {
            return work.apply(joined);
        }
        if (!opened || refusingUntilNanos - System.nanoTime() > 0) {
            throw new AiException(ErrorCode.DATABASE_UNAVAILABLE, Failures.UNAVAILABLE);
        }
        try (EntityManager em = source.entityManagers().createEntityManager()) {
            underWay.set(em);
            T result = inTransaction(em, work);
            forceIfLasting(em);
            well();
            return result;
        } catch (RuntimeException e) {
            throw Failures.translate(e, this::ill);
        } finally {
            underWay.remove();
            lasting.remove();
        }
    }

    /**
     * Says that the transaction under way must survive a power cut once it is committed. A database server sees to that
     * by itself; the embedded one must be told to force its file to disk, which is not worth it for a line in a log.
     */
    public void mustLast() {
        lasting.set(Boolean.TRUE);
    }

    private void forceIfLasting(EntityManager em) {
        if (embedded && lasting.get() != null) {
            em.getTransaction().begin();
            em.createNativeQuery("checkpoint sync").executeUpdate();
            em.getTransaction().commit();
        }
    }

    private <T> T inTransaction(EntityManager em, Function<EntityManager, T> work) {
        em.getTransaction().begin();
        try {
            limitWaits(em);
            T result = work.apply(em);
            em.getTransaction().commit();
            return result;
        } catch (RuntimeException e) {
            undo(em);
            throw e;
        }
    }

    /**
     * A slow statement is ended by the database server itself, which so shows that it is well. A frozen one accepts what
     * is sent to it and never answers: no read of its socket lasts longer than this.
     */
    private void limitWaits(EntityManager em) {
        Connection connection = em.unwrap(Connection.class);
        try {
            connection.setNetworkTimeout(Runnable::run, source.patienceMs() + GRACE_MS);
            if (!embedded) {
                try (Statement limit = connection.createStatement()) {
                    limit.execute("set local statement_timeout = " + source.patienceMs());
                }
            }
        } catch (SQLException e) {
            throw Failures.translate(new IllegalStateException(e), this::ill);
        }
    }

    private static void undo(EntityManager em) {
        try {
            if (em.getTransaction().isActive()) {
                em.getTransaction().rollback();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The transaction could not be undone; the database does so itself", e);
        }
    }

    private void well() {
        if (trouble != null) {
            trouble = null;
            LOG.log(Level.INFO, "The database answers");
        }
    }

    private void ill(String reason) {
        if (trouble == null) {
            LOG.log(Level.ERROR, "The database does not answer: {0}", reason);
        }
        trouble = reason;
        refusingUntilNanos = System.nanoTime() + RETRY_AFTER.toNanos();
    }
}
