package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.versions.Strategy;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void readsCronAsPeopleDo() {
        Plan nightly = new Plan("30 3 * * *", "Europe/Berlin", "/x", Strategy.IMMEDIATE, 10, 60);
        assertThat(nightly.next(Instant.parse("2026-11-28T12:00:00Z"))).isEqualTo("2026-11-29T02:30:00Z");
        assertThatThrownBy(() -> new Plan("every day", "UTC", "/x", Strategy.IMMEDIATE, 10, 60))
                .hasMessageContaining("not a cron expression");
        Plan never = new Plan("0 0 30 2 *", "UTC", "/x", Strategy.IMMEDIATE, 10, 60);
        assertThatThrownBy(() -> never.next(Instant.now()))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("never comes");
        assertThatThrownBy(() -> new Plan("0 3 * * *", "Mars", "/x", Strategy.IMMEDIATE, 10, 60))
                .hasMessageContaining("unknown time zone");
    }
}
