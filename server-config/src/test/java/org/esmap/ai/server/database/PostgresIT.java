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
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The assembled server on a real PostgreSQL, chosen by nothing but its three variables. */
class PostgresIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String OTHERS =
            " pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";

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

        await(() -> count("select count(*) from inference_log where model = 'climate-bert'") > 0);
    }

    @Test
    void givesBackEveryConnectionThatTheDatabaseEnds() throws IOException, InterruptedException, SQLException {
        for (int ended = 0; ended < 3; ended++) {
            count("select count(pg_terminate_backend(pid)) from" + OTHERS);
            await(() -> count("select count(*) from" + OTHERS) > 0); // the server has looked at the database again
        }

        await(() -> pooled("managed") > 0 && pooled("managed") == pooled("free"));
    }

    @Test
    void saysWhichModelsItDoesNotAnswerAsTheDatabaseDecided() throws IOException, InterruptedException, SQLException {
        update(
                "insert into model_version select model, '1.0.1', repeat('0', 64), state, origin, created, created_by, progress,"
                        + " report, epoch from model_version where model = 'energy-ner' and version = '1.0.0'");
        update("update deployment set live = '1.0.1', epoch = epoch + 1 where model = 'energy-ner'");

        await(() -> get("/health/ready")
                .contains("\"energy-ner\":\"1.0.0, not as was decided: The store lacks the bundle 000"));
        assertThat(get("/health/ready")).contains("\"climate-bert\":\"1.0.0\"").startsWith("{\"status\":\"UP\"");
        assertThat(gauge("ai_deployments_failing")).isOne();

        update("update deployment set live = '1.0.0', epoch = epoch + 1 where model = 'energy-ner'");
        await(() -> get("/health/ready").contains("\"energy-ner\":\"1.0.0\""));
        assertThat(gauge("ai_deployments_failing")).isZero();
    }

    private static double pooled(String which) throws IOException, InterruptedException {
        return gauge("connectionpool_" + which + "Connections");
    }

    /** The sum over all series of a metric. */
    private static double gauge(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String get(String path) throws IOException, InterruptedException {
        return running.http()
                .send(
                        HttpRequest.newBuilder(running.server().address().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private interface Condition {
        boolean met() throws IOException, InterruptedException, SQLException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.met()) {
            assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long count(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private static void update(String statement) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement given = connection.createStatement()) {
            assertThat(given.executeUpdate(statement)).as(statement).isOne();
        }
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
