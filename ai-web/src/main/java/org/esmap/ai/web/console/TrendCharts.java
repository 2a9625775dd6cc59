package org.esmap.ai.web.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.esmap.ai.core.quality.Performance;
import org.esmap.ai.core.quality.Trend;
import org.jspecify.annotations.Nullable;

/** Draws how a model's versions have answered over time. A measure that nobody has a value of is not drawn. */
final class TrendCharts {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CALENDAR = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final Trend trend;
    private final Function<String, String> texts;

    /** @param texts the words of a key */
    TrendCharts(Trend trend, Function<String, String> texts) {
        this.trend = trend;
        this.texts = texts;
    }

    /**
     * A chart.
     *
     * @param title  what it shows
     * @param config of the chart component, as JSON
     */
    public record Chart(String title, String config) {}

    List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        add(charts, "requests", "bar", this::requests);
        add(charts, "latency", "line", this::latency);
        add(charts, "accuracy", "line", sets -> lines(sets, TrendCharts::accuracy));
        add(charts, "drift", "line", sets -> lines(sets, TrendCharts::drift));
        return charts;
    }

    private void add(List<Chart> charts, String what, String type, Consumer<ArrayNode> fill) {
        String title = texts.apply("trend." + what);
        ObjectNode config = Drawing.config(type, "", texts.apply("trend." + what + ".unit"), type.equals("bar"));
        Drawing.nameX(config, texts.apply("trend.time"));
        ObjectNode data = config.withObject("/data");
        ArrayNode labels = data.putArray("labels");
        DateTimeFormatter form = trend.step().compareTo(Duration.ofHours(1)) < 0 ? CLOCK : CALENDAR;
        for (int step = 0; step < trend.steps(); step++) {
            labels.add(form.format(trend.begin(step).atOffset(ZoneOffset.UTC)));
        }
        ArrayNode sets = data.putArray("datasets");
        fill.accept(sets);
        if (!sets.isEmpty()) {
            charts.add(new Chart(title, config.toString()));
        }
    }

    private void requests(ArrayNode sets) {
        for (String version : trend.versions()) {
            count(sets, version, "answered", figures -> figures.answers() - figures.substitutes());
            count(sets, version, "substitutes", Performance::substitutes);
            count(sets, version, "refused", Performance::refused);
            count(sets, version, "errors", Performance::errors);
        }
    }

    private void count(ArrayNode sets, String version, String outcome, ToLongFunction<Performance> counted) {
        String label = version + " " + texts.apply("trend." + outcome);
        draw(sets, version, label, Drawing.colour(sets.size()), List.of(), figures -> {
            long count = counted.applyAsLong(figures);
            return count == 0 ? null : (double) count;
        });
    }

    private void latency(ArrayNode sets) {
        for (String version : trend.versions()) {
            draw(sets, version, version + " p50", colour(version), List.of(), Performance::p50Ms);
            draw(sets, version, version + " p95", colour(version), List.of(6, 4), Performance::p95Ms);
            draw(sets, version, version + " p99", colour(version), List.of(2, 3), Performance::p99Ms);
        }
    }

    private void lines(ArrayNode sets, Function<Performance, @Nullable Double> value) {
        for (String version : trend.versions()) {
            draw(sets, version, version, colour(version), List.of(), value);
        }
    }

    private void draw(
            ArrayNode sets,
            String version,
            String label,
            String colour,
            List<Integer> dash,
            Function<Performance, @Nullable Double> value) {
        @Nullable Double[] values = new Double[trend.steps()];
        for (Trend.Slot slot : trend.slots()) {
            if (slot.figures().version().equals(version)) {
                values[slot.number()] = value.apply(slot.figures());
            }
        }
        if (Arrays.stream(values).allMatch(Objects::isNull)) {
            return;
        }
        ObjectNode set =
                Drawing.dataset(sets, label, colour).put("pointRadius", 2).put("spanGaps", true);
        dash.forEach(set.putArray("borderDash")::add);
        ArrayNode data = set.putArray("data");
        for (Double one : values) {
            data.add(one);
        }
    }

    private String colour(String version) {
        return Drawing.colour(trend.versions().indexOf(version));
    }

    private static @Nullable Double accuracy(Performance figures) {
        return figures.accuracy() == null ? null : figures.accuracy().value();
    }

    private static @Nullable Double drift(Performance figures) {
        return figures.drift() == null ? null : figures.drift().labels();
    }
}
