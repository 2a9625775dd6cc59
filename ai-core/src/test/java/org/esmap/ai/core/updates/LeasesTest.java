package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void tellsLongNamesOfLeasesApart() {
        Leases leases = new Leases(TestDatabase.H2.open());
        assertThat(leases.take("x".repeat(80) + "1", Duration.ofMinutes(1))).isTrue();
        assertThat(leases.take("x".repeat(80) + "2", Duration.ofMinutes(1))).isTrue();
    }
}
