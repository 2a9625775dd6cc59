package org.esmap.ai.models.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** The rows of one model's table, and whether each figure reaches its bar. */
final class Report {
    private final String model;
    private final List<Row> rows = new ArrayList<>();

    /** A figure; {@code bar} is what it must reach, not a number where none is set; {@code atMost} turns the bar round. */
    private record Row(String set, String measure, double value, int n, double bar, boolean atMost) {
        boolean reached() {
            return Double.isNaN(bar) || (atMost ? value <= bar : value >= bar);
        }
    }

    Report(String model) {
        this.model = model;
    }

    void add(String set, String measure, double value, int n) {
        rows.add(new Row(set, measure, value, n, Double.NaN, false));
    }

    void atLeast(double bar, String set, String measure, double value, int n) {
        rows.add(new Row(set, measure, value, n, bar, false));
    }

    void atMost(double bar, String set, String measure, double value, int n) {
        rows.add(new Row(set, measure, value, n, bar, true));
    }

    /** Writes the table, then fails where a figure misses its bar. */
    void finish() throws IOException {
        StringBuilder table =
                new StringBuilder("| model | set | measure | figure | bar | n |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            String bar = Double.isNaN(row.bar) ? "" : (row.atMost ? "at most " : "at least ") + row.bar;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.4g | %s | %d |%n",
                    model,
                    row.set,
                    row.measure,
                    row.value,
                    bar,
                    row.n));
        }
        Path file = Path.of("target", "evaluation", model + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table.toString());
        SoftAssertions softly = new SoftAssertions();
        rows.forEach(row -> softly.assertThat(row.reached()).as("%s", row).isTrue());
        softly.assertAll();
    }
}
