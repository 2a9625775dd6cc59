package org.esmap.ai.core.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A fresh database of either kind, brought up to date, for tests outside the container. */
public enum TestDatabase {
    H2 {
        @Override
        public DataSource fresh() {
            String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=" + PATIENCE_MS;
            return JdbcConnectionPool.create(url, "sa", "");
        }
    },
    POSTGRES {
        @Override
        public DataSource fresh() {
            return Postgres.fresh();
        }
    };

    /** As long as a test may take to be told apart from one that hangs: other work on the machine makes none fail. */
    private static final int PATIENCE_MS = 60_000;

    /** An empty database. */
    public abstract DataSource fresh();

    /** A database with its schema. */
    public Database open() {
        Database database = new Database(source(fresh()));
        database.open();
        return database;
    }

    /** An H2 file below {@code folder}, as the server has it by default. */
    public static DatabaseSource file(java.nio.file.Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("db") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT="
                + PATIENCE_MS;
        return source(JdbcConnectionPool.create(url, "sa", ""));
    }

    /** Ends an embedded database, so that another process can open its file. */
    public static void shutDown(Database database) {
        try {
            database.run(em -> em.createNativeQuery("shutdown").executeUpdate());
        } catch (org.esmap.ai.core.failure.AiException e) {
            return; // the commit finds the database gone, as it was told
        }
    }

    /** A second way into what {@code source} names, as another node has it. */
    public static DatabaseSource source(DataSource source) {
        EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                "ai", Map.of("jakarta.persistence.nonJtaDataSource", source, "eclipselink.logging.level", "WARNING"));
        return new DatabaseSource(() -> source, () -> factory, PATIENCE_MS);
    }

    /** A PostgreSQL that is yet to be started. */
    static EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMillis(PATIENCE_MS));
    }

    /** One PostgreSQL for all tests of this process; it ends with the process. */
    private static final class Postgres {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return server().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static DataSource fresh() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = SERVER.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return SERVER.getDatabase("postgres", name);
        }
    }
}
