package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A convex program: boxed columns with convex costs, linear rows between bounds; the least total cost is sought.
 * Columns and rows are only added, bounds may change. Belongs to one request; not thread-safe.
 */
final class Program {
    private final List<Curve> costs = new ArrayList<>();
    private final List<double[]> boxes = new ArrayList<>();
    private final List<int[]> rowColumns = new ArrayList<>();
    private final List<double[]> rowEntries = new ArrayList<>();
    private final List<double[]> rowBounds = new ArrayList<>();
    private final List<Integer> columnStages = new ArrayList<>();
    private final List<Integer> rowStages = new ArrayList<>();
    private double constant;

    /**
     * Adds a column from {@code lower} to {@code upper}, both finite.
     *
     * @param stage the step it belongs to; rows couple neighbouring steps only
     * @return its index
     */
    int column(int stage, double lower, double upper, Curve cost) {
        if (!(lower <= upper)
                || Double.isInfinite(lower)
                || Double.isInfinite(upper)
                || !Double.isFinite(cost.linear())) {
            throw new IllegalArgumentException("Column bounds must be finite and in order: " + lower + " " + upper);
        }
        columnStages.add(stage);
        costs.add(cost.withoutConstant());
        boxes.add(new double[] {lower, upper});
        return costs.size() - 1;
    }

    /** Adds a row of the step {@code stage}; its index. */
    int row(int stage, double lower, double upper, int[] columns, double[] entries) {
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            throw new IllegalArgumentException("Row bounds must be numbers");
        }
        rowStages.add(stage);
        rowColumns.add(columns);
        rowEntries.add(entries);
        rowBounds.add(new double[] {lower, upper});
        return rowBounds.size() - 1;
    }

    void setBox(int column, double lower, double upper) {
        boxes.get(column)[0] = lower;
        boxes.get(column)[1] = upper;
    }

    void setRow(int row, double lower, double upper) {
        rowBounds.get(row)[0] = lower;
        rowBounds.get(row)[1] = upper;
    }

    /** Cost that no column carries. */
    void setConstant(double value) {
        constant = value;
    }

    double constant() {
        return constant;
    }

    int columns() {
        return costs.size();
    }

    int rows() {
        return rowBounds.size();
    }

    int columnStage(int column) {
        return columnStages.get(column);
    }

    int rowStage(int row) {
        return rowStages.get(row);
    }

    Curve cost(int column) {
        return costs.get(column);
    }

    double lower(int column) {
        return boxes.get(column)[0];
    }

    double upper(int column) {
        return boxes.get(column)[1];
    }

    double rowLower(int row) {
        return rowBounds.get(row)[0];
    }

    double rowUpper(int row) {
        return rowBounds.get(row)[1];
    }

    int[] columnsOf(int row) {
        return rowColumns.get(row);
    }

    double[] entriesOf(int row) {
        return rowEntries.get(row);
    }

    double activity(int row, double[] x) {
        int[] columns = rowColumns.get(row);
        double[] entries = rowEntries.get(row);
        double sum = 0;
        for (int k = 0; k < columns.length; k++) {
            sum += entries[k] * x[columns[k]];
        }
        return sum;
    }

    /** Total cost at {@code x}. */
    double value(double[] x) {
        double sum = constant;
        for (int j = 0; j < x.length; j++) {
            sum += costs.get(j).at(x[j]);
        }
        return sum;
    }

    /** For each column, Σ over rows of price times entry: what the rows pay for a unit of it. */
    double[] pricesOf(double[] rowPrices) {
        double[] paid = new double[columns()];
        for (int i = 0; i < rows(); i++) {
            if (rowPrices[i] != 0) {
                int[] columns = rowColumns.get(i);
                double[] entries = rowEntries.get(i);
                for (int k = 0; k < columns.length; k++) {
                    paid[columns[k]] += rowPrices[i] * entries[k];
                }
            }
        }
        return paid;
    }

    /**
     * The Lagrangian bound: no point of the program costs less, whatever the row prices. A price of the wrong sign on
     * a one-sided row counts as zero.
     */
    double lowerBound(double[] rowPrices) {
        double bound = constant;
        double[] prices = rowPrices.clone();
        for (int i = 0; i < rows(); i++) {
            double side = prices[i] > 0 ? rowLower(i) : rowUpper(i);
            prices[i] = Double.isInfinite(side) ? 0 : prices[i];
            bound += prices[i] == 0 ? 0 : prices[i] * side;
        }
        double[] paid = pricesOf(prices);
        for (int j = 0; j < columns(); j++) {
            bound += costs.get(j).leastNetOf(paid[j], lower(j), upper(j));
        }
        return bound;
    }
}
