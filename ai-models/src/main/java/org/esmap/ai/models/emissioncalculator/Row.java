package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** One row of a table: texts by column, defaults filled in. Columns are parted by semicolons; the first line names them. */
record Row(String table, Map<String, String> cells) {
    static List<Row> parse(String table, String csv, Map<String, String> defaults) {
        List<String> lines = csv.lines().toList();
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

    Optional<BigDecimal> decimal(String column) {
        try {
            return optional(column).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, table + ": '" + column + "' is no number in " + cells, e);
        }
    }

    /** The parts of a cell that holds several texts. */
    List<String> list(String column) {
        return optional(column).map(cell -> List.of(cell.split("\\|"))).orElse(List.of());
    }
}
