package org.esmap.ai.models.evaluation;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** The rows of one model's table, and whether each figure reaches its bar. */
final class Report {
    private static final Logger LOG = System.getLogger(Report.class.getName());
    private static final Path PAGE = Path.of("../docs/models.md");

    private final String model;
    private final List<Row> rows = new ArrayList<>();

    /** A figure; {@code bar} is what it must reach, not a number where none is set; {@code atMost} turns the bar round. */
    private record Row(String set, String measure, double value, int n, double bar, boolean atMost) {
        boolean reached() {
            return Double.isNaN(bar) || (atMost ? value <= bar : value >= bar);
        }

        String line() {
            String wanted = Double.isNaN(bar) ? "" : (atMost ? "at most " : "at least ") + figure(bar);
            String verdict = Double.isNaN(bar) ? "" : reached() ? "met" : "**missed**";
            return String.format("| %s | %s | %s | %s | %s | %d |%n", set, measure, figure(value), wanted, verdict, n);
        }

        private static String figure(double value) {
            return String.format(Locale.ROOT, "%.4g", value)
                    .replaceAll("(\\.\\d*?)0+$", "$1")
                    .replaceAll("\\.$", "");
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

    /**
     * Logs the table and writes it to {@code target/evaluation}, and where every set was there and measured whole also
     * between the model's marks in {@code docs/models.md}; then fails where a figure misses its bar.
     */
    void finish() throws IOException {
        StringBuilder table = new StringBuilder("| set | measure | figure | bar | | n |\n|---|---|---|---|---|---|\n");
        rows.forEach(row -> table.append(row.line()));
        LOG.log(Level.INFO, model + "\n" + table);
        Path file = Path.of("target", "evaluation", model + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table.toString());
        if (Bench.whole() && Files.exists(Bench.set("README.md"))) {
            publish(table.toString());
        }
        SoftAssertions softly = new SoftAssertions();
        rows.forEach(row -> softly.assertThat(row.reached()).as("%s", row).isTrue());
        softly.assertAll();
    }

    private void publish(String table) throws IOException {
        String page = Files.readString(PAGE);
        String from = "<!-- " + model + " -->\n";
        String to = "<!-- end of " + model + " -->";
        int start = page.indexOf(from);
        int end = page.indexOf(to);
        if (start < 0 || end < start) {
            throw new IllegalStateException(PAGE + " must hold the lines '" + from.strip() + "' and '" + to + "'");
        }
        Files.writeString(PAGE, page.substring(0, start + from.length()) + table + page.substring(end));
    }
}
