package org.esmap.ai.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The assembled server on a real PostgreSQL, chosen by nothing but its three variables. */
class PostgresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static PostgresServer postgres;
    private static RunningServer running;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        postgres = PostgresServer.start(Path.of(System.getProperty("ai.it.folder"), "postgres"));
        running = RunningServer.start("on-postgres", postgres.variables());
    }

    @AfterAll
    static void stop() throws IOException {
        if (running != null) {
            running.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void migratesTheSchemaAndKnowsWhichVersionsAreLive() throws SQLException {
        assertThat(text("select version()")).startsWith("PostgreSQL 17");
        assertThat(count("select count(*) from flyway_schema_history where success"))
                .isPositive();
        assertThat(text("select live from deployment where model = 'climate-bert'"))
                .isEqualTo("1.0.0");
    }

    @Test
    void logsAnInference() throws IOException, InterruptedException, SQLException {
        HttpResponse<String> response = running.http()
                .send(
                        HttpRequest.newBuilder(running.server().address().resolve("/inference"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"climate-bert\",\"input\":\"The dam feeds the grid.\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);

        String logged = "select count(*) from inference_log where model = 'climate-bert'";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count(logged) == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }

        assertThat(count(logged)).isPositive();
    }

    private static long count(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).as(query).isTrue();
            return row.getString(1);
        }
    }
}
