package org.esmap.ai.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditTrailTest {
    private static final Act ACT = new Act(new Caller("ann", "10.0.0.7"), "promote", "climate-bert 1.1.0", "better");

    @ParameterizedTest
    @EnumSource
    void chainsActsOfManyThreadsWithoutAGap(TestDatabase kind) throws Exception {
        AuditTrail trail = new AuditTrail(kind.open());
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 40; i++) {
            threads.submit(() -> trail.append(ACT));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(trail.entries(Long.MAX_VALUE, 100))
                .hasSize(40)
                .first()
                .returns(40L, Audited::number)
                .returns("10.0.0.7", Audited::address);
        assertThat(trail.firstBroken()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void showsWhereAnEntryWasChanged(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = trailOf(3, database);
        change(database, "update audit_entry set caller = 'bob' where number = 2");

        assertThat(trail.firstBroken()).contains(2L);
    }

    @ParameterizedTest
    @EnumSource
    void seesThatTheEndWasCutOff(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = trailOf(5, database);
        change(database, "delete from audit_entry where number >= 4");
        assertThat(trail.firstBroken()).contains(4L);
        assertThat(trail.firstBroken(3, 3)).isEmpty();

        trail.append(ACT);
        assertThat(trail.entries(Long.MAX_VALUE, 1)).extracting(Audited::number).containsExactly(6L);
        assertThat(trail.firstBroken()).contains(4L);
    }

    @ParameterizedTest
    @EnumSource
    void seesThatTheWholeTrailOrItsHeadIsGone(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = trailOf(3, database);
        change(database, "delete from audit_entry");
        assertThat(trail.firstBroken()).contains(1L);

        Database headless = kind.open();
        AuditTrail without = trailOf(3, headless);
        change(headless, "delete from audit_head");
        assertThat(without.firstBroken()).contains(1L);
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatWasPutBeforeTheBeginningOrBehindTheHead(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = trailOf(3, database);
        change(database, "update audit_head set number = 2");
        assertThat(trail.firstBroken()).contains(3L);
        change(database, "update audit_head set number = 3");
        change(database, "update audit_entry set number = -1 where number = 1");
        assertThat(trail.firstBroken()).contains(1L);
    }

    @ParameterizedTest
    @EnumSource
    void readsALongTrailPieceByPieceAndStretchByStretch(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = new AuditTrail(database);
        database.run(em -> IntStream.range(0, 2_500).forEach(i -> trail.append(ACT)));
        assertThat(trail.firstBroken()).isEmpty();
        assertThat(trail.firstBroken(1_200, 1_250)).isEmpty();

        change(database, "update audit_entry set reason = 'worse' where number = 2100");
        assertThat(trail.firstBroken()).contains(2_100L);
        assertThat(trail.firstBroken(2_050, Long.MAX_VALUE)).contains(2_100L);
        assertThat(trail.firstBroken(1_000, 2_099)).isEmpty();

        change(database, "delete from audit_entry where number = 1199");
        assertThat(trail.firstBroken(1_200, 1_250)).contains(1_199L);
    }

    private static AuditTrail trailOf(int acts, Database database) {
        AuditTrail trail = new AuditTrail(database);
        for (int i = 0; i < acts; i++) {
            trail.append(ACT);
        }
        return trail;
    }

    private static void change(Database database, String statement) {
        database.run(em -> em.createNativeQuery(statement).executeUpdate());
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoTraceOfAnActThatWasUndone(TestDatabase kind) {
        Database database = kind.open();
        AuditTrail trail = new AuditTrail(database);

        assertThatThrownBy(() -> database.run(em -> {
                    trail.append(ACT);
                    throw new IllegalStateException("the act failed after all");
                }))
                .hasMessageContaining("after all");

        assertThat(trail.entries(Long.MAX_VALUE, 10)).isEmpty();
    }
}
