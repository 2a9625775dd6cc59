package org.esmap.ai.core.database;

import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Where the database is.
 *
 * @param dataSource      looked up at each use, since it may come to life later than the application
 * @param factory         makes entity managers for the same database; not touched before the schema is there
 * @param patienceMs      longest time that one statement may take on a database server, in milliseconds
 */
public record DatabaseSource(Supplier<DataSource> dataSource, Supplier<EntityManagerFactory> factory, int patienceMs) {
    public DatabaseSource {
        if (patienceMs < 1) { // PostgreSQL takes 0 for no limit
            throw new IllegalArgumentException(
                    "ai.database.patience must be PT0.001S or longer, found " + patienceMs + " ms");
        }
    }

    EntityManagerFactory entityManagers() {
        return factory.get();
    }

    /** Applies what is missing of {@code db/migration}; safe when several nodes start at once. */
    void migrate() {
        migrate(DatabaseSource.class.getClassLoader());
    }

    void migrate(ClassLoader scripts) {
        Flyway.configure(scripts)
                .dataSource(dataSource.get())
                .resourceProvider(new Migrations(scripts))
                .javaMigrationClassProvider(List::of)
                .load()
                .migrate();
    }

    /** Whether it is the embedded H2, which shares this process. */
    boolean embedded() {
        try (Connection connection = dataSource.get().getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
