package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** 90 days of log on a real PostgreSQL: {@code mvn verify -Plong}. */
@EnabledIfSystemProperty(named = "ai.long", matches = "true", disabledReason = "minutes long: mvn verify -Plong")
class MillionsOfRowsTest {
    private static final long ROWS = Long.getLong("ai.long.rows", 10_000_000);
    private static final int RUNS = 5;

    @Test
    @Timeout(3600)
    void answersForADayOutOfNinetyWithinHalfASecond(TestReporter report) {
        Database database = TestDatabase.POSTGRES.open();
        fill(database);
        Figures figures = new Figures(database, new DriftFigures());

        long[] millis = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            assertThat(figures.of(new ModelId("busy"), Duration.ofHours(24))).hasSize(2);
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }

        report.publishEntry("performance?window=24h over " + ROWS + " rows, ms", Arrays.toString(millis));
        Arrays.sort(millis);
        assertThat(millis[RUNS / 2]).as(Arrays.toString(millis)).isLessThan(500);
    }

    /**
     * Half of the rows are one model's, the others are of seven, 111,111 a day: ten million are 90 days, and fewer are
     * fewer days.
     */
    private static void fill(Database database) {
        long now = System.currentTimeMillis();
        long span = Duration.ofDays(90).toMillis() * ROWS / 10_000_000;
        long piece = 200_000;
        for (long from = 0; from < ROWS; from += piece) {
            long first = from;
            long last = Math.min(ROWS, from + piece) - 1;
            database.run(em -> em.createNativeQuery("insert into inference_log"
                            + " select md5(n::text), " + (now - span) + " + (n * " + span + " / " + ROWS + "),"
                            + " case when n % 2 = 0 then 'busy' else 'model-' || (n % 7) end,"
                            + " case when n % 5 = 0 then '1.1.0' else '1.0.0' end,"
                            + " case when n % 3 = 0 then 'cache' when n % 101 = 0 then 'fallback' else 'model' end,"
                            + " n % 101 = 0, case when n % 997 = 0 then 'internal' end,"
                            + " 500 + (n * 7919) % 40000, 200, 'label-' || (n % 9), 0.5 + (n % 50) / 100.0"
                            + " from generate_series(" + first + "::bigint, " + last + "::bigint) n")
                    .executeUpdate());
        }
        database.run(em -> em.createNativeQuery("analyze").executeUpdate());
    }
}
