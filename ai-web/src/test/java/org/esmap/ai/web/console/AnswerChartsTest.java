package org.esmap.ai.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.esmap.ai.core.model.StrictJson;
import org.junit.jupiter.api.Test;

class AnswerChartsTest {
    private static List<JsonNode> charts(String output) throws Exception {
        return AnswerCharts.of(StrictJson.MAPPER.readTree(output)).stream()
                .map(AnswerChartsTest::tree)
                .toList();
    }

    private static JsonNode tree(String json) {
        return StrictJson.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void drawsNothingWhereThereIsNothing() throws Exception {
        assertThat(charts("{\"summary\":\"text\"}")).isEmpty();
    }

    @Test
    void fillsABandBetweenItsEdges() throws Exception {
        List<JsonNode> charts =
                charts("{\"chart\":{\"title\":\"Power\",\"x\":[\"2026-06-01T03:00:00+02:00\"],\"series\":["
                        + "{\"name\":\"p10 to p90\",\"kind\":\"band\",\"values\":[1],\"upper\":[3]},"
                        + "{\"name\":\"median\",\"kind\":\"line\",\"values\":[2]}]}}");

        assertThat(charts).hasSize(1);
        assertThat(charts.get(0).at("/data/labels/0").asText()).isEqualTo("06-01 03:00");
        assertThat(charts.get(0).at("/data/datasets")).hasSize(3);
        assertThat(charts.get(0).at("/data/datasets/1/fill").asText()).isEqualTo("-1");
        assertThat(charts.get(0).at("/data/datasets/1/data/0").asInt()).isEqualTo(3);
    }

    @Test
    void stacksADispatchStepByStep() throws Exception {
        List<JsonNode> charts = charts("{\"series\":["
                + "{\"label\":\"wind\",\"unit\":\"MW\",\"chart\":\"stack\",\"points\":[{\"step\":0,\"value\":5}]},"
                + "{\"label\":\"gas\",\"unit\":\"MW\",\"chart\":\"stack\",\"points\":[{\"step\":1,\"value\":7}]}]}");

        assertThat(charts).hasSize(1);
        assertThat(charts.get(0).at("/options/scales/y/stacked").asBoolean()).isTrue();
        assertThat(charts.get(0).at("/data/labels")).hasSize(2);
        assertThat(charts.get(0).at("/data/datasets/1/data/0").isNull()).isTrue();
        assertThat(charts.get(0).at("/data/datasets/1/data/1").asInt()).isEqualTo(7);
    }

    @Test
    void showsALineOfOnePoint() throws Exception {
        List<JsonNode> charts = charts("{\"series\":[{\"label\":\"Load\",\"unit\":\"MW\",\"chart\":\"line\","
                + "\"points\":[{\"step\":0,\"value\":259}]}]}");

        assertThat(charts.get(0).path("type").asText()).isEqualTo("bar");
        assertThat(charts.get(0).at("/options/scales/y/title/text").asText()).isEqualTo("MW");
    }

    @Test
    void drawsABreakdownAsBars() throws Exception {
        List<JsonNode> charts = charts("{\"series\":[{\"title\":\"By scope\",\"unit\":\"kg\",\"points\":["
                + "{\"label\":\"Scope 1\",\"value\":2.5}]}]}");

        assertThat(charts.get(0).path("type").asText()).isEqualTo("bar");
        assertThat(charts.get(0).at("/data/labels/0").asText()).isEqualTo("Scope 1");
    }
}
