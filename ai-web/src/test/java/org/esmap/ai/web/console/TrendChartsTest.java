package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.quality.Performance;
import org.esmap.ai.core.quality.Trend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrendChartsTest {
    private static final Instant FROM = Instant.parse("2026-11-28T12:00:00Z");

    private static List<JsonNode> charts(Trend.Slot... slots) {
        Trend trend = new Trend(FROM, Duration.ofMinutes(30), 3, List.of(slots));
        return new TrendCharts(trend, Function.identity())
                .all().stream()
                        .map(chart -> StrictJson.parse(chart.config().getBytes(StandardCharsets.UTF_8)))
                        .toList();
    }

    private static Performance figures(
            String version, long requests, long errors, double fallbackRate, Performance.@Nullable Drift drift) {
        return new Performance(version, requests, errors, 1, 0.1, fallbackRate, 0.0, 5.0, 4.0, 9.0, 12.0, null, drift);
    }

    private static JsonNode sets(JsonNode chart) {
        return chart.path("data").path("datasets");
    }

    @Test
    void stacksRequestsByVersionAndOutcome() {
        JsonNode chart = charts(
                        new Trend.Slot(0, figures("1.0.0", 11, 0, 0.2, null)),
                        new Trend.Slot(2, figures("1.1.0", 5, 3, 0, null)))
                .get(0);

        assertThat(chart.path("data").path("labels").toString()).isEqualTo("[\"12:00\",\"12:30\",\"13:00\"]");
        assertThat(chart.at("/options/scales/y/stacked").booleanValue()).isTrue();
        assertThat(sets(chart).findValuesAsText("label"))
                .containsExactly(
                        "1.0.0 trend.answered",
                        "1.0.0 trend.substitutes",
                        "1.0.0 trend.refused",
                        "1.1.0 trend.answered",
                        "1.1.0 trend.refused",
                        "1.1.0 trend.errors");
        assertThat(sets(chart).path(0).path("data").toString()).isEqualTo("[8.0,null,null]");
        assertThat(sets(chart).path(5).path("data").toString()).isEqualTo("[null,null,3.0]");
    }

    @Test
    void drawsThreePercentilesOfEachVersion() {
        JsonNode chart =
                charts(new Trend.Slot(1, figures("1.0.0", 11, 0, 0, null))).get(1);

        assertThat(sets(chart).findValuesAsText("label")).containsExactly("1.0.0 p50", "1.0.0 p95", "1.0.0 p99");
        assertThat(sets(chart).path(1).path("data").toString()).isEqualTo("[null,9.0,null]");
    }

    @Test
    void leavesOutWhatNobodyMeasured() {
        Performance.Drift drift = new Performance.Drift(0.25, null, null, 1000, 80);

        assertThat(charts()).isEmpty();
        assertThat(charts(new Trend.Slot(0, figures("1.0.0", 2, 0, 0, null)))).hasSize(2);
        List<JsonNode> moved = charts(new Trend.Slot(0, figures("1.0.0", 99, 0, 0, drift)));
        assertThat(moved).hasSize(3);
        assertThat(sets(moved.get(2)).path(0).path("data").toString()).isEqualTo("[0.25,null,null]");
    }
}
