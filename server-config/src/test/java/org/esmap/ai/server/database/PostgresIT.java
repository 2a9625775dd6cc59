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
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresIT {
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
    void isReadyOnPostgres() throws IOException, InterruptedException, SQLException {
        HttpResponse<String> response = running.http()
                .send(
                        HttpRequest.newBuilder(running.server().address().resolve("/health/ready"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).startsWith("PostgreSQL 17");
        }
    }
}
