package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PurgeTest {
    private static final int OLD = 12_000;
    private static final int RECENT = 100;

    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        workers.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void takesOutAllThatIsTooOldAPieceAtATime(TestDatabase kind) {
        Database database = filled(kind);
        LogWriter writer = new LogWriter(database);
        Instant oldest = Instant.ofEpochMilli(OLD);

        assertThat(writer.purge(oldest)).isEqualTo(10_000);
        assertThat(housekeeping(writer).purge(oldest)).isEqualTo(OLD - 10_000);

        assertThat(left(database)).isEqualTo(RECENT);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithAPieceNoMoreOnceTheServerStops(TestDatabase kind) {
        Housekeeping housekeeping = housekeeping(new LogWriter(filled(kind)));
        housekeeping.stop();

        assertThat(housekeeping.purge(Instant.ofEpochMilli(OLD))).isEqualTo(10_000);
    }

    @ParameterizedTest
    @EnumSource
    void takesOutOldFeedbackOnlyWhereItIsNotKeptForEver(TestDatabase kind) {
        Database database = kind.open();
        LogWriter writer = new LogWriter(database);
        long now = System.currentTimeMillis();
        feedback(database, "old", now - Duration.ofDays(8).toMillis());
        feedback(database, "new", now - Duration.ofDays(6).toMillis());

        housekeeping(writer, null).purge();
        assertThat(answersWithFeedback(database)).containsExactlyInAnyOrder("old", "new");

        housekeeping(writer, Duration.ofDays(7)).purge();
        assertThat(answersWithFeedback(database)).containsExactly("new");
    }

    @ParameterizedTest
    @MethodSource("whatGoesWrong")
    void triesAgainNextTimeWhateverWentWrong(Runnable goesWrong) {
        LogWriter broken = new LogWriter() {
            @Override
            int purge(Instant oldest) {
                goesWrong.run();
                return 0;
            }
        };

        assertThatCode(housekeeping(broken)::purge).doesNotThrowAnyException();
    }

    static Stream<Runnable> whatGoesWrong() {
        return Stream.of(
                () -> {
                    throw new IllegalStateException("the database changed its mind about the table");
                },
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                });
    }

    @ParameterizedTest
    @EnumSource
    void findsTheOldestByAnIndex(TestDatabase kind) {
        Database database = filled(kind);
        String plan = database.call(em -> {
            em.createNativeQuery("analyze").executeUpdate();
            String few = LogWriter.PIECE.replace("?1", "6000").replace("10000", "100");
            return em.createNativeQuery("explain " + few).getResultList().toString();
        });
        assertThat(plan.toLowerCase(Locale.ROOT)).contains("inference_log_time");
    }

    /** A database with one record a millisecond, all in the first seconds of 1970. */
    private static Database filled(TestDatabase kind) {
        Database database = kind.open();
        String numbers = "(0, " + (OLD + RECENT - 1) + ")";
        String series = kind == TestDatabase.H2
                ? "select x as n from system_range" + numbers
                : "select n from generate_series" + numbers + " n";
        database.run(em -> em.createNativeQuery("insert into inference_log"
                        + " select cast(n as varchar(36)), n, 'toy', '1.0.0', 'model', false, null, 1, 1, 'a', 0.5"
                        + " from (" + series + ") numbers")
                .executeUpdate());
        return database;
    }

    private static long left(Database database) {
        return database.call(em -> em.createQuery("select count(r) from LoggedInference r", Long.class)
                .getSingleResult());
    }

    private static void feedback(Database database, String answer, long at) {
        database.run(
                em -> em.createNativeQuery("insert into feedback (inference, model, version, at, correct, given_by)"
                                + " values (?1, 'toy', '1.0.0', ?2, true, 'somebody')")
                        .setParameter(1, answer)
                        .setParameter(2, at)
                        .executeUpdate());
    }

    private static List<String> answersWithFeedback(Database database) {
        return database.call(em -> em.createQuery("select f.inference from Feedback f", String.class)
                .getResultList());
    }

    private Housekeeping housekeeping(LogWriter writer) {
        return housekeeping(writer, null);
    }

    private Housekeeping housekeeping(LogWriter writer, @Nullable Duration feedback) {
        return new Housekeeping(
                writer, new LogSettings(1, 1, Duration.ofMillis(1), Duration.ofDays(90), feedback), workers);
    }
}
