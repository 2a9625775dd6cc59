package org.esmap.ai.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL whose processes are stopped, as by a lost disk or a paused machine. */
class FrozenDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path data;

    @Test
    void refusesInTimeWhileFrozenAndGoesOnAfterwards() throws Exception {
        try (EmbeddedPostgres server =
                TestDatabase.server().setDataDirectory(data).start()) {
            DataSource source = server.getPostgresDatabase();
            source.setLoginTimeout((int) PATIENCE.toSeconds());
            DatabaseSource given = TestDatabase.source(source);
            Database database = new Database(
                    new DatabaseSource(given.dataSource(), given.factory(), Math.toIntExact(PATIENCE.toMillis())));
            database.open();

            try {
                assertThat(refusal(database, em -> {
                            signal("STOP"); // the connection is there, its answer never comes
                            em.createNativeQuery("select 1").getSingleResult();
                        }))
                        .isLessThan(Duration.ofSeconds(20));
                assertThat(refusal(database, em -> {})).isLessThan(PATIENCE);
                TimeUnit.SECONDS.sleep(3); // until somebody is let in again to see whether it answers
                assertThat(refusal(database, em -> {})).isLessThan(Duration.ofSeconds(20));
                assertThat(database.trouble()).isNotNull();
            } finally {
                signal("CONT");
            }

            long thawed = System.nanoTime();
            while (!answers(database)) {
                assertThat(Duration.ofNanos(System.nanoTime() - thawed)).isLessThan(Duration.ofSeconds(30));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(database.trouble()).isNull();
        }
    }

    private static boolean answers(Database database) {
        try {
            database.run(em -> em.createNativeQuery("select 1").getSingleResult());
            return true;
        } catch (AiException e) {
            return false;
        }
    }

    private static Duration refusal(Database database, Consumer<EntityManager> work) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> database.run(work))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The server's main process writes its number into its data folder; the others are its children. */
    private void signal(String name) {
        try {
            long main = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            ProcessHandle server = ProcessHandle.of(main).orElseThrow();
            for (ProcessHandle process :
                    Stream.concat(Stream.of(server), server.descendants()).toList()) {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
