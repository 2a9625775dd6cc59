package org.esmap.ai.models.renewableforecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The answer as a fan to draw: times, one band for each pair of quantiles, lines, labels and units. */
final class FanChart {
    private final ForecastAnswer answer;

    FanChart(ForecastAnswer answer) {
        this.answer = answer;
    }

    /** A line or, with {@code upper}, a band. */
    record Series(
            String name,
            String kind,
            String unit,
            List<Double> values,
            @Nullable List<Double> upper) {}

    Map<String, Object> output() {
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("title", "Power forecast");
        chart.put("xLabel", answer.input().weather().endLabel() ? "End of the interval" : "Start of the interval");
        chart.put("yLabel", "Power");
        chart.put("yUnit", "kW");
        chart.put("yMax", highestKw());
        chart.put(
                "x",
                answer.input().weather().intervals().stream()
                        .map(Weather.Interval::label)
                        .toList());
        chart.put("series", series());
        return chart;
    }

    /** The capacity, or what of physics and clear sky passes it; quantiles do not. */
    private double highestKw() {
        Physics physics = answer.physics();
        return DoubleStream.concat(Arrays.stream(physics.powerKw()), Arrays.stream(physics.clearKw()))
                .filter(kw -> !Double.isNaN(kw))
                .reduce(answer.input().site().capacityKw(), Math::max);
    }

    private List<Series> series() {
        List<Series> series = new ArrayList<>();
        List<Double> levels = answer.input().levels();
        for (double low : levels) {
            double high = Math.rint((1 - low) * 100) / 100;
            if (low < 0.5 && levels.contains(high)) {
                String name = ForecastAnswer.member(low) + " to " + ForecastAnswer.member(high);
                series.add(new Series(name, "band", "kW", list(answer.quantile(low)), list(answer.quantile(high))));
            }
        }
        series.add(new Series("Median forecast", "line", "kW", list(answer.quantile(0.5)), null));
        series.add(
                new Series("Physics alone", "line", "kW", list(answer.physics().powerKw()), null));
        double[] clear = answer.physics().clearKw();
        if (Arrays.stream(clear).noneMatch(Double::isNaN)) {
            series.add(new Series("Clear sky", "line", "kW", list(clear), null));
        }
        return series;
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).mapToObj(Bounds::rounded).toList();
    }
}
