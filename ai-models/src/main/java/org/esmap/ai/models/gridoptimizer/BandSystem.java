package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A square system whose rows hold their figures between a first and a last column, factorised with partial pivoting
 * within the band. A column without a usable pivot is skipped and its unknown set to zero, which solves consistent
 * systems of less than full rank. Not thread-safe.
 */
final class BandSystem {
    private final int n;
    private final Row[] rows;
    private final int[] pivotRow;
    private final int[] places;
    private boolean factorised;

    /** Figures from column {@code first} on. */
    private static final class Row {
        final int first;
        final int place;
        double[] figures;

        Row(int first, int last, int place) {
            this.first = first;
            this.place = place;
            figures = new double[last - first + 1];
        }

        double at(int column) {
            int k = column - first;
            return k < 0 || k >= figures.length ? 0 : figures[k];
        }

        int end() {
            return first + figures.length;
        }
    }

    /** A system of zeros that may be filled between {@code first[i]} and {@code last[i]}, both included. */
    BandSystem(int[] first, int[] last) {
        n = first.length;
        rows = new Row[n];
        for (int i = 0; i < n; i++) {
            rows[i] = new Row(first[i], last[i], i);
        }
        pivotRow = new int[n];
        places = new int[n];
    }

    void add(int row, int column, double value) {
        rows[row].figures[column - rows[row].first] += value;
    }

    private void factorise() {
        double largest = 0;
        int[] reach = new int[n];
        for (int i = 0; i < n; i++) {
            for (double figure : rows[i].figures) {
                largest = Math.max(largest, Math.abs(figure));
            }
            reach[rows[i].first] = Math.max(reach[rows[i].first], i);
        }
        int rank = 0;
        int furthest = 0;
        for (int c = 0; c < n; c++) {
            furthest = Math.max(furthest, reach[c]);
            int best = rank;
            for (int i = rank + 1; i <= furthest; i++) {
                best = Math.abs(rows[i].at(c)) > Math.abs(rows[best].at(c)) ? i : best;
            }
            if (rank == n || Math.abs(rows[best].at(c)) <= 1e-12 * largest) {
                pivotRow[c] = -1;
                continue;
            }
            Row pivot = rows[best];
            rows[best] = rows[rank];
            rows[rank] = pivot;
            for (int i = rank + 1; i <= furthest; i++) {
                eliminate(rows[i], pivot, c);
            }
            pivotRow[c] = rank++;
        }
        for (int i = 0; i < n; i++) {
            places[i] = rows[i].place;
        }
        factorised = true;
    }

    private static void eliminate(Row row, Row pivot, int c) {
        double value = row.at(c);
        if (value == 0) {
            return;
        }
        if (row.end() < pivot.end()) {
            row.figures = Arrays.copyOf(row.figures, pivot.end() - row.first);
        }
        double factor = value / pivot.at(c);
        double[] to = row.figures;
        double[] from = pivot.figures;
        int shift = pivot.first - row.first;
        to[c - row.first] = factor;
        for (int k = c + 1 - pivot.first; k < from.length; k++) {
            to[k + shift] -= factor * from[k];
        }
    }

    /** The unknowns for {@code b}; {@code b} stays as it is. The first call factorises, and nothing may be added after. */
    double[] solve(double[] b) {
        if (!factorised) {
            factorise();
        }
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            Row row = rows[i];
            double sum = b[places[i]];
            for (int c = row.first; c < n && pivotRow[c] < i; c++) {
                sum -= pivotRow[c] < 0 ? 0 : row.at(c) * rest[pivotRow[c]];
            }
            rest[i] = sum;
        }
        double[] x = new double[n];
        for (int c = n - 1; c >= 0; c--) {
            int p = pivotRow[c];
            if (p >= 0) {
                Row row = rows[p];
                double sum = rest[p];
                for (int k = c + 1; k < row.end(); k++) {
                    sum -= row.at(k) * x[k];
                }
                x[c] = sum / row.at(c);
            }
        }
        return x;
    }

    /**
     * What may be added to a solution without changing what it solves: with 1 at {@code column} where that has no pivot.
     * Null where it has one. Only after the first {@link #solve}.
     */
    double @Nullable [] openAt(int column) {
        if (pivotRow[column] >= 0) {
            return null;
        }
        double[] x = new double[n];
        x[column] = 1;
        for (int c = column - 1; c >= 0; c--) {
            int p = pivotRow[c];
            if (p >= 0) {
                Row row = rows[p];
                double sum = 0;
                for (int k = c + 1; k < row.end(); k++) {
                    sum -= row.at(k) * x[k];
                }
                x[c] = sum / row.at(c);
            }
        }
        return x;
    }
}
