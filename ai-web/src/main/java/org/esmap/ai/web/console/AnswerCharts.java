package org.esmap.ai.web.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Draws answers that carry figures to be drawn: a member {@code chart} with lines and bands, or {@code series} of points by
 * step (stacked or as lines) or by label (bars). Knows no model; what it does not recognise it leaves out.
 */
final class AnswerCharts {
    private AnswerCharts() {}

    /** Configurations for the chart component, as JSON; none where there is nothing to draw. */
    static List<String> of(JsonNode output) {
        List<String> charts = new ArrayList<>();
        if (output.path("chart").path("series").isArray()) {
            charts.add(fan(output.path("chart")).toString());
        }
        Map<String, List<JsonNode>> bySteps = new LinkedHashMap<>();
        for (JsonNode series : output.path("series")) {
            JsonNode first = series.path("points").path(0);
            if (first.has("step")) {
                String group = series.path("chart").asText() + " "
                        + series.path("unit").asText();
                bySteps.computeIfAbsent(group, unit -> new ArrayList<>()).add(series);
            } else if (first.has("label")) {
                charts.add(bars(series).toString());
            }
        }
        bySteps.values().forEach(group -> charts.add(steps(group).toString()));
        return charts;
    }

    private static ObjectNode fan(JsonNode chart) {
        ObjectNode config = Drawing.config("line", chart.path("title").asText(), unit(chart), false);
        Drawing.nameX(config, chart.path("xLabel").asText());
        ObjectNode data = config.withObject("/data");
        ArrayNode labels = data.putArray("labels");
        chart.path("x").forEach(x -> labels.add(shortened(x.asText())));
        ArrayNode sets = data.putArray("datasets");
        for (JsonNode series : chart.path("series")) {
            String colour = Drawing.colour(sets.size());
            if (series.path("kind").asText().equals("band")) {
                Drawing.dataset(sets, "", "#0b539400").set("data", series.path("values"));
                ObjectNode upper = Drawing.dataset(sets, series.path("name").asText(), "#0b539400");
                upper.put("fill", "-1").put("backgroundColor", "#0b539433").set("data", series.path("upper"));
            } else {
                Drawing.dataset(sets, series.path("name").asText(), colour).set("data", series.path("values"));
            }
        }
        return config;
    }

    /** A moment without its year, seconds and offset; anything else as it is. */
    private static String shortened(String x) {
        return x.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*")
                ? x.substring(5, 16).replace('T', ' ')
                : x;
    }

    private static String unit(JsonNode chart) {
        return chart.path("yLabel").asText() + " (" + chart.path("yUnit").asText() + ")";
    }

    private static ObjectNode steps(List<JsonNode> group) {
        JsonNode first = group.get(0);
        boolean stack = first.path("chart").asText().equals("stack");
        String unit = first.path("unit").asText();
        TreeSet<Integer> steps = new TreeSet<>();
        group.forEach(series -> series.path("points")
                .forEach(point -> steps.add(point.path("step").asInt())));
        // a line of one point would be nothing to see
        ObjectNode config = Drawing.config(
                stack || steps.size() == 1 ? "bar" : "line",
                stack ? "Dispatch" : first.path("label").asText(),
                unit,
                stack);
        Drawing.nameX(config, "Step");
        ObjectNode data = config.withObject("/data");
        steps.forEach(data.putArray("labels")::add);
        ArrayNode sets = data.putArray("datasets");
        for (JsonNode series : group) {
            String colour = Drawing.colour(sets.size());
            ArrayNode values =
                    Drawing.dataset(sets, series.path("label").asText(), colour).putArray("data");
            Map<Integer, Double> at = new LinkedHashMap<>();
            series.path("points")
                    .forEach(point -> at.put(
                            point.path("step").asInt(), point.path("value").asDouble()));
            steps.forEach(step -> values.add(at.get(step)));
        }
        return config;
    }

    private static ObjectNode bars(JsonNode series) {
        String title = series.path("title").asText();
        ObjectNode config = Drawing.config("bar", title, series.path("unit").asText(), false);
        ObjectNode data = config.withObject("/data");
        ArrayNode labels = data.putArray("labels");
        ArrayNode values = Drawing.dataset(data.putArray("datasets"), title, Drawing.colour(0))
                .putArray("data");
        for (JsonNode point : series.path("points")) {
            labels.add(point.path("label").asText());
            values.add(point.path("value").asDouble());
        }
        return config;
    }
}
