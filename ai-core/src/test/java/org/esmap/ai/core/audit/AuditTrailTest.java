package org.esmap.ai.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
        AuditTrail trail = new AuditTrail(database);
        for (int i = 0; i < 3; i++) {
            trail.append(ACT);
        }
        database.run(em -> em.createNativeQuery("update audit_entry set caller = 'bob' where number = 2")
                .executeUpdate());

        assertThat(trail.firstBroken()).contains(2L);
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
