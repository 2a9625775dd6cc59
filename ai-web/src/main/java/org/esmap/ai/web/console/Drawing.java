package org.esmap.ai.web.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.esmap.ai.core.model.StrictJson;

/** Configurations of the chart component (Chart.js 4), in the console's colours. */
final class Drawing {
    /** Each reaches a contrast of 4.5 against white. */
    private static final String[] COLOURS = {
        "#0b5394", "#b45309", "#1b6535", "#7c3aed", "#a61b1b", "#0f766e", "#6b7280", "#be185d"
    };

    private Drawing() {}

    static String colour(int number) {
        return COLOURS[number % COLOURS.length];
    }

    /** @param title empty where the page says what the chart shows */
    static ObjectNode config(String type, String title, String yTitle, boolean stacked) {
        ObjectNode config = StrictJson.MAPPER.createObjectNode().put("type", type);
        ObjectNode options =
                config.putObject("options").put("maintainAspectRatio", false).put("animation", false);
        options.withObject("/plugins/title").put("display", !title.isEmpty()).put("text", title);
        options.withObject("/scales/x")
                .put("stacked", stacked)
                .putObject("ticks")
                .put("maxTicksLimit", 16);
        ObjectNode y = options.withObject("/scales/y").put("stacked", stacked).put("beginAtZero", true);
        y.putObject("title").put("display", true).put("text", yTitle);
        return config;
    }

    /** Says what the horizontal axis counts. */
    static void nameX(ObjectNode config, String title) {
        config.withObject("/options/scales/x/title").put("display", true).put("text", title);
    }

    static ObjectNode dataset(ArrayNode sets, String label, String colour) {
        return sets.addObject()
                .put("label", label)
                .put("borderColor", colour)
                .put("backgroundColor", colour)
                .put("borderWidth", 2)
                .put("pointRadius", 0);
    }
}
