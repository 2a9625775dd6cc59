package org.esmap.ai.core.database;

import jakarta.persistence.EntityExistsException;
import jakarta.persistence.OptimisticLockException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What a failure of the database means to a caller. */
final class Failures {
    static final String UNAVAILABLE =
            "The database does not answer. Loaded models keep answering; try this again in a few seconds.";

    static final String BUSY = "The database is busy. Try this again in a few seconds, or ask for less at a time.";

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    /** PostgreSQL: a statement ended for its length, a lock not given in time, no connection left. */
    private static final String[] BUSY_STATES = {"57014", "55P03", "53300"};

    private Failures() {}

    /**
     * The failure in the platform's words; one that is not the database's is returned as it is.
     *
     * @param outOfReach hears why, where the database cannot be reached; nothing where it is only busy
     */
    static RuntimeException translate(RuntimeException failure, Consumer<String> outOfReach) {
        if (failure instanceof AiException) {
            return failure;
        }
        SQLException sql = find(failure, SQLException.class);
        if (find(failure, OptimisticLockException.class) != null
                || find(failure, EntityExistsException.class) != null
                || isState(sql, "23", "40")) {
            return new AiException(
                    ErrorCode.CONFLICT,
                    "Someone else changed the same thing at the same moment. Look at it again, then decide.",
                    failure);
        }
        if (isState(sql, "22")) {
            return new AiException(
                    ErrorCode.INVALID_INPUT,
                    "The database cannot keep one of the values: a number or moment out of its range, a text that is too"
                            + " long, or one with the character U+0000.",
                    failure);
        }
        if (sql != null && isBusy(sql)) {
            LOG.log(Level.WARNING, "The database is busy: {0}", sql.getMessage());
            return new AiException(ErrorCode.DATABASE_UNAVAILABLE, BUSY, failure);
        }
        if (sql != null && !isState(sql, "42", "0A")) {
            outOfReach.accept(String.valueOf(sql.getMessage()));
            return new AiException(ErrorCode.DATABASE_UNAVAILABLE, UNAVAILABLE, failure);
        }
        return failure;
    }

    /** Whether the database is there, and only this piece of work took too long or found no connection free in the pool. */
    private static boolean isBusy(SQLException failure) {
        return failure instanceof SQLTimeoutException
                || failure instanceof SQLTransientConnectionException
                || isState(failure, BUSY_STATES);
    }

    private static boolean isState(@Nullable SQLException failure, String... classes) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            String state = e.getSQLState();
            for (String expected : classes) {
                if (state != null && state.startsWith(expected)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
