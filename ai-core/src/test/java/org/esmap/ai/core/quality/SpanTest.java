package org.esmap.ai.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.esmap.ai.core.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final ModelId MODEL = new ModelId("toy");
    private static final Instant NOW = Instant.parse("2026-11-28T19:47:13.250Z");

    @ParameterizedTest
    @CsvSource({
        "PT1S,  PT1M,  1,  2026-11-28T19:47:00Z",
        "PT1H,  PT1M,  60, 2026-11-28T18:48:00Z",
        "PT24H, PT30M, 48, 2026-11-27T20:00:00Z",
        "P7D,   PT3H,  56, 2026-11-21T21:00:00Z",
        "P31D,  P1D,   31, 2026-10-29T00:00:00Z",
    })
    void cutsAWindowIntoAtMostSixtyRoundSteps(Duration window, Duration step, int steps, Instant from) {
        assertThat(Span.endingAfter(NOW, MODEL, window)).isEqualTo(new Span(MODEL, from, step, steps));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT7M", "PT59M", "PT5H", "P3D", "P30D"})
    void holdsThePresentInItsLastStep(Duration window) {
        Span span = Span.endingAfter(NOW, MODEL, window);

        Instant last = span.from().plus(span.step().multipliedBy(span.steps() - 1));
        assertThat(NOW).isBetween(last, last.plus(span.step()));
        assertThat(span.steps()).isBetween(1, 60);
    }

    @Test
    void beginsAStepAtItsFirstMillisecond() {
        Instant sharp = Instant.parse("2026-11-28T20:00:00Z");

        Span span = Span.endingAfter(sharp, MODEL, Duration.ofHours(1));

        assertThat(span.from().plus(span.step().multipliedBy(span.steps() - 1))).isEqualTo(sharp);
    }
}
