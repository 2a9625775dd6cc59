package org.esmap.ai.server.start;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The answers as columns of text. */
final class AnswerTable {
    private static final List<String> TITLES = List.of("model", "version", "source", "ms", "answer in short");

    private final List<List<String>> rows = new ArrayList<>();

    AnswerTable(List<ExampleAnswer> answers) {
        rows.add(TITLES);
        for (ExampleAnswer answer : answers) {
            rows.add(List.of(answer.model(), answer.version(), answer.source(), answer.latency(), answer.inShort()));
        }
    }

    void print(PrintStream screen) {
        for (int row = 0; row < rows.size(); row++) {
            screen.println(line(rows.get(row)));
            if (row == 0) {
                screen.println("-".repeat(line(rows.get(0)).length()));
            }
        }
        if (rows.size() == 1) {
            screen.println("(no model is live)");
        }
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell);
            if (column < cells.size() - 1) {
                line.append(" ".repeat(width(column) - cell.length() + 2));
            }
        }
        return line.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
