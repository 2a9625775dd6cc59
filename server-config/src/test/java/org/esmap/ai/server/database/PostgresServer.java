package org.esmap.ai.server.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A real PostgreSQL with an empty database, from binaries that Maven brings; runs as root too (initdb then runs in a
 * user namespace of its own). Reachable when the constructor returns, gone after {@link #close()}.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts a server whose files lie in {@code folder}. */
    public static PostgresServer start(Path folder) throws IOException {
        return new PostgresServer(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setPGStartupWait(Duration.ofMinutes(1))
                .start());
    }

    /** Its JDBC address. */
    public String url() {
        return postgres.getJdbcUrl(USER, "postgres");
    }

    /** {@code DB_URL DB_USER DB_PASSWORD} for a platform that uses it. */
    public Map<String, String> variables() {
        return Map.of("DB_URL", url(), "DB_USER", USER, "DB_PASSWORD", "");
    }

    public Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
