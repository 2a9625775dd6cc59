package org.esmap.ai.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL whose processes are stopped, as by a lost disk or a paused machine. */
class FrozenDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Test
    void refusesInTimeWhileFrozenAndGoesOnAfterwards() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            DataSource source = server.getPostgresDatabase();
            source.setLoginTimeout((int) PATIENCE.toSeconds());
            DatabaseSource given = TestDatabase.source(source);
            Database database = new Database(
                    new DatabaseSource(given.dataSource(), given.factory(), Math.toIntExact(PATIENCE.toMillis())));
            database.open();

            assertThat(refusal(database, em -> {
                        signal("STOP"); // the connection is there, its answer never comes
                        em.createNativeQuery("select 1").getSingleResult();
                    }))
                    .isLessThan(Duration.ofSeconds(8));
            assertThat(refusal(database, em -> {})).isLessThan(Duration.ofSeconds(8));
            assertThat(database.trouble()).isNotNull();

            signal("CONT");
            assertThat(database.answers()).isTrue();
            assertThat(database.trouble()).isNull();
        } finally {
            signal("CONT");
        }
    }

    private static Duration refusal(Database database, Consumer<EntityManager> work) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> database.run(work))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Every process of a PostgreSQL that this test's process has started. */
    private static void signal(String name) {
        List<String> servers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .map(process -> Long.toString(process.pid()))
                .toList();
        for (String pid : servers) {
            try {
                new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
