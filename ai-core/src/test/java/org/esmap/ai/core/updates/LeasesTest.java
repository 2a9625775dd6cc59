package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.junit.jupiter.api.Test;

class LeasesTest {
    @Test
    void givesALeaseToOneTaskAtATime() {
        Database database = TestDatabase.H2.open();
        Leases one = new Leases(database);
        Leases two = new Leases(database);
        assertThat(one.take("x", Duration.ofMillis(-1))).isTrue(); // it has ended at once
        assertThat(two.take("x", Duration.ofMinutes(1))).isTrue();
        one.giveBack("x");
        assertThat(one.take("x", Duration.ofMinutes(1))).isFalse();
        two.giveBack("x");
        assertThat(one.take("x", Duration.ofMinutes(1))).isTrue();
        assertThat(one.take("x", Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void letsWhoeverTookALeaseKeepItThoughItWasJustBeingGivenBack() {
        List<Boolean> taken = new ArrayList<>();
        Leases[] self = new Leases[1];
        Database database = new Database(TestDatabase.source(TestDatabase.H2.fresh())) {
            @Override
            public void run(Consumer<EntityManager> work) {
                taken.add(self[0].take("x", Duration.ofMinutes(1)));
                super.run(work);
            }
        };
        database.open();
        Leases leases = self[0] = new Leases(database);
        assertThat(leases.take("x", Duration.ofMinutes(1))).isTrue();

        leases.giveBack("x");

        assertThat(taken).containsExactly(leases.held("x"));
    }

    @Test
    void renewsItsOwnLeasesAndNobodyElses() {
        Database database = TestDatabase.H2.open();
        Leases one = new Leases(database);
        Leases two = new Leases(database);
        one.take("x", Duration.ofMinutes(1));
        database.run(em -> em.createNativeQuery("update lease set until_at = 0").executeUpdate());
        assertThat(one.held("x")).isFalse();
        one.renew();
        assertThat(one.held("x")).isTrue();

        database.run(em -> em.createNativeQuery("update lease set until_at = 0").executeUpdate());
        two.take("x", Duration.ofMillis(-1));
        one.renew();
        assertThat(one.held("x")).as("the other node's, which has ended").isFalse();
    }

    @Test
    void tellsLongNamesOfLeasesApart() {
        Leases leases = new Leases(TestDatabase.H2.open());
        assertThat(leases.take("x".repeat(80) + "1", Duration.ofMinutes(1))).isTrue();
        assertThat(leases.take("x".repeat(80) + "2", Duration.ofMinutes(1))).isTrue();
    }
}
