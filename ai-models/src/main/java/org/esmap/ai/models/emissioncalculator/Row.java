package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** One row of a table: texts by column, defaults filled in. Columns are parted by semicolons; the first line names them. */
record Row(String table, Map<String, String> cells) {
    private static final int MOST_DIGITS = 30;

    static List<Row> parse(String table, String csv, Map<String, String> defaults) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty()) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, table + " is empty, a line with its columns was expected");
        }
        List<String> columns = List.of(lines.get(0).split(";", -1));
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> values = Arrays.asList(line.split(";", -1));
            if (values.size() != columns.size()) {
                throw new AiException(
                        ErrorCode.INVALID_BUNDLE,
                        table + " needs " + columns.size() + " columns, found '" + line + "'");
            }
            Map<String, String> cells = new HashMap<>(defaults);
            for (int i = 0; i < columns.size(); i++) {
                if (!values.get(i).isEmpty()) {
                    cells.put(columns.get(i), values.get(i));
                }
            }
            rows.add(new Row(table, cells));
        }
        return rows;
    }

    String text(String column) {
        return optional(column)
                .orElseThrow(() -> new AiException(
                        ErrorCode.INVALID_BUNDLE, table + " lacks '" + column + "' in the row " + cells));
    }

    Optional<String> optional(String column) {
        return Optional.ofNullable(cells.get(column));
    }

    /** A figure of the row; none of the tables holds one below zero. */
    Optional<BigDecimal> decimal(String column) {
        Optional<BigDecimal> figure = read(column, BigDecimal::new);
        figure.ifPresent(value -> requireIn(
                column,
                Math.abs((long) value.precision() - value.scale()) <= MOST_DIGITS
                        && value.scale() <= MOST_DIGITS
                        && value.signum() >= 0,
                "from 0 and of at most " + MOST_DIGITS + " digits before and after the point"));
        return figure;
    }

    /** A figure that the row must have. */
    BigDecimal figure(String column) {
        text(column);
        return decimal(column).orElseThrow();
    }

    /** A figure with the limits beside it, where the row has them: {@code column}, {@code columnLow}, {@code columnHigh}. */
    GasFactor limited(String column) {
        GasFactor factor = new GasFactor(
                figure(column),
                decimal(column + "Low").orElse(null),
                decimal(column + "High").orElse(null));
        requireIn(column, factor.ordered(), "between its limits");
        return factor;
    }

    Optional<Integer> whole(String column) {
        return read(column, Integer::valueOf);
    }

    private <T> Optional<T> read(String column, Function<String, T> reader) {
        try {
            return optional(column).map(reader);
        } catch (NumberFormatException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, table + ": '" + column + "' is no number in " + cells, e);
        }
    }

    /**
     * Refuses the row unless a column {@code holds} what it must.
     *
     * @throws AiException with {@code INVALID_BUNDLE} naming the column and the {@code range} it must be in
     */
    void requireIn(String column, boolean holds, String range) {
        if (!holds) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE, table + ": '" + column + "' must be " + range + " in " + cells);
        }
    }

    /** The parts of a cell that holds several texts. */
    List<String> list(String column) {
        return optional(column).map(cell -> List.of(cell.split("\\|"))).orElse(List.of());
    }
}
