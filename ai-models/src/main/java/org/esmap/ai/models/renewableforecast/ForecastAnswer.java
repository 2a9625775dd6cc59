package org.esmap.ai.models.renewableforecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the form of the output schema.
 *
 * @param quantiles in kW, bounded and ordered, a row for each interval
 * @param skill     null where no history was given
 */
record ForecastAnswer(
        ForecastInput input,
        Settings settings,
        Physics physics,
        double[][] quantiles,
        @Nullable Skill skill,
        List<String> method,
        List<Warning> warnings) {

    Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("series", series());
        output.put("energyKwh", energy());
        output.put("capacityFactor", Bounds.rounded(capacityFactor()));
        output.put("skill", skill);
        output.put("method", method);
        output.put("warnings", warnings);
        output.put("chart", new FanChart(this).output());
        return output;
    }

    /** The member that holds a quantile, such as {@code p10} and {@code p05}. */
    static String member(double level) {
        return String.format(Locale.ROOT, "p%02d", Math.round(level * 100));
    }

    int column(double level) {
        return settings.levels().indexOf(level);
    }

    double[] quantile(double level) {
        int column = column(level);
        return Arrays.stream(quantiles).mapToDouble(row -> row[column]).toArray();
    }

    private List<Map<String, Object>> series() {
        List<Map<String, Object>> series = new ArrayList<>();
        for (int i = 0; i < quantiles.length; i++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("time", input.weather().get(i).label());
            for (double level : input.levels()) {
                entry.put(member(level), quantiles[i][column(level)]);
            }
            entry.put("physicsKw", physics.powerKw()[i]);
            entry.put("clearSkyKw", orNull(physics.clearKw()[i]));
            for (Physics.Driver driver : physics.drivers()) {
                entry.put(driver.member(), Math.rint(driver.values()[i] * 1e8) / 1e8);
            }
            if (input.weather().get(i).filled()) {
                entry.put("interpolated", true);
            }
            series.add(entry);
        }
        return series;
    }

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : Bounds.rounded(value);
    }

    /**
     * Energy of a day by the offsets of the caller's times, in kWh; an interval counts whole to the day on which it begins.
     * The sums of p10 and p90 bound a day whose errors all go the same way; they are wider than the day's own quantiles.
     */
    record Day(String date, double p10, double p50, double p90, double physics, double hours) {
        Day plus(double low, double middle, double high, double alone, double more) {
            return new Day(date, p10 + low, p50 + middle, p90 + high, physics + alone, hours + more);
        }

        Day rounded() {
            return new Day(
                    date,
                    Bounds.rounded(p10),
                    Bounds.rounded(p50),
                    Bounds.rounded(p90),
                    Bounds.rounded(physics),
                    Bounds.rounded(hours));
        }
    }

    private List<Day> energy() {
        Map<String, Day> days = new LinkedHashMap<>();
        double hours = input.weather().hours();
        for (int i = 0; i < quantiles.length; i++) {
            String date = input.weather().start(i).toLocalDate().toString();
            double[] row = quantiles[i];
            days.put(
                    date,
                    days.getOrDefault(date, new Day(date, 0, 0, 0, 0, 0))
                            .plus(
                                    row[column(0.1)] * hours,
                                    row[column(0.5)] * hours,
                                    row[column(0.9)] * hours,
                                    physics.powerKw()[i] * hours,
                                    hours));
        }
        return days.values().stream().map(Day::rounded).toList();
    }

    private double capacityFactor() {
        return Arrays.stream(quantile(0.5)).average().orElse(0) / input.site().capacityKw();
    }
}
