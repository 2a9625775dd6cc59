package org.esmap.ai.core.database;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** A database that can be out of reach for a while, and answers again at once. */
public final class LosableDatabase extends Database {
    /** What is said of work that comes meanwhile. */
    public static final String LOST = "lost";

    private volatile boolean lost;

    private LosableDatabase(DatabaseSource source) {
        super(source);
    }

    /** A fresh one with its schema. */
    public static LosableDatabase fresh() {
        LosableDatabase database = new LosableDatabase(TestDatabase.source(TestDatabase.H2.fresh()));
        database.open();
        return database;
    }

    public void lose() {
        lost = true;
    }

    public void findAgain() {
        lost = false;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        if (lost) {
            throw new AiException(ErrorCode.DATABASE_UNAVAILABLE, LOST);
        }
        return super.call(work);
    }
}
