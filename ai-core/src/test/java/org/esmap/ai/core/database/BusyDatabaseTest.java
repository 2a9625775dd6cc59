package org.esmap.ai.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work that takes too long is refused; the others go on. */
class BusyDatabaseTest {
    @Test
    void endsASlowStatementAndGoesOnWithOthers() {
        DatabaseSource given = TestDatabase.source(TestDatabase.POSTGRES.fresh());
        Database database = new Database(new DatabaseSource(given.dataSource(), given.factory(), 500));
        database.open();

        assertThatThrownBy(() -> database.run(
                        em -> em.createNativeQuery("select 1 from pg_sleep(60)").getResultList()))
                .isInstanceOfSatisfying(AiException.class, BusyDatabaseTest::assertBusy);

        assertThat(database.trouble()).isNull();
        database.run(em -> em.createNativeQuery("select 1").getSingleResult());
    }

    static Stream<SQLException> refusals() {
        return Stream.of(
                new SQLTransientConnectionException("Connection not available, Timed out waiting for 2000", "08001"),
                new SQLTimeoutException("Timeout trying to lock table", "HYT00"),
                new SQLException("sorry, too many clients already", "53300"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesOnlyTheWorkThatFoundTheDatabaseBusy(SQLException failure) {
        List<String> reasons = new ArrayList<>();
        assertThat(Failures.translate(new IllegalStateException(failure), reasons::add))
                .isInstanceOfSatisfying(AiException.class, BusyDatabaseTest::assertBusy);
        assertThat(reasons).isEmpty();
    }

    @Test
    void takesAConnectionThatBreaksForALostDatabase() {
        List<String> reasons = new ArrayList<>();
        SQLException broken = new SQLException("An I/O error occurred while sending to the backend.", "08006");
        assertThat(Failures.translate(new IllegalStateException(broken), reasons::add))
                .hasMessage(Failures.UNAVAILABLE);
        assertThat(reasons).containsExactly(broken.getMessage());
    }

    @Test
    void refusesAPatienceThatPostgresTakesForNoLimit() {
        assertThatThrownBy(() -> new DatabaseSource(() -> null, () -> null, 0))
                .hasMessageContaining("ai.database.patience");
    }

    private static void assertBusy(AiException refusal) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
        assertThat(refusal).hasMessage(Failures.BUSY);
    }
}
