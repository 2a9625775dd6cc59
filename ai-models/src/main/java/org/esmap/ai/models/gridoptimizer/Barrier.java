package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/**
 * A {@link Program} as an interior point method sees it: columns with kinks fall into segments, columns that cannot move
 * are constants, costs are scaled so that slopes are of the order of 1. Rows that the program gains are taken over by
 * {@link #grow()}. Not thread-safe.
 */
final class Barrier {
    private static final double CANNOT_MOVE = 1e-9;

    private final Program program;
    /** By variable: the column that it is a segment of. */
    final int[] owner;

    final double[] lower;
    final double[] upper;
    final double[] slope;
    /** The slope as the program has it, not scaled and scaled back. */
    final double[] trueSlope;

    final double[] curvature;
    final boolean[] fixed;
    /** By column: its first variable; one more at the end. */
    private final int[] first;

    private final double[] boxes;

    private final double scale;
    private int rows;
    private int[][] variables = new int[64][];
    private double[][] entries = new double[64][];

    Barrier(Program program) {
        this.program = program;
        int columns = program.columns();
        first = new int[columns + 1];
        for (int j = 0; j < columns; j++) {
            first[j + 1] = first[j] + 1 + kinksInside(j);
        }
        int n = first[columns];
        owner = new int[n];
        lower = new double[n];
        upper = new double[n];
        slope = new double[n];
        curvature = new double[n];
        fixed = new boolean[n];
        boxes = new double[2 * columns];
        double steepest = 1e-9;
        for (int j = 0; j < columns; j++) {
            boxes[2 * j] = program.lower(j);
            boxes[2 * j + 1] = program.upper(j);
            segments(j);
            double middle = (program.lower(j) + program.upper(j)) / 2;
            steepest = Math.max(steepest, Math.abs(program.cost(j).slopeAbove(middle, 0)));
        }
        scale = steepest;
        trueSlope = slope.clone();
        for (int v = 0; v < n; v++) {
            slope[v] /= scale;
            curvature[v] /= scale;
        }
        grow();
    }

    private int kinksInside(int j) {
        int inside = 0;
        for (double kink : program.cost(j).kinks()) {
            inside += kink > program.lower(j) && kink < program.upper(j) ? 1 : 0;
        }
        return inside;
    }

    private void segments(int j) {
        Curve cost = program.cost(j);
        double from = program.lower(j);
        int at = first[j];
        for (int k = 0; k <= cost.kinks().length; k++) {
            double to = k < cost.kinks().length ? cost.kinks()[k] : program.upper(j);
            boolean last = at == first[j + 1] - 1;
            if (to <= program.lower(j) || !last && to <= from) {
                continue;
            }
            to = last ? program.upper(j) : to;
            boolean base = at == first[j];
            owner[at] = j;
            lower[at] = base ? from : 0;
            upper[at] = base ? to : to - from;
            slope[at] = cost.quadratic() > 0 ? cost.linear() : cost.slopeAbove(from, 0);
            curvature[at] = 2 * cost.quadratic();
            fixed[at] = upper[at] - lower[at] <= CANNOT_MOVE;
            at++;
            if (last) {
                return;
            }
            from = to;
        }
        // Reached only where the box is a point at or above every kink.
        owner[at] = j;
        lower[at] = program.lower(j);
        upper[at] = program.upper(j);
        fixed[at] = true;
    }

    /** Takes over the rows that the program gained. */
    void grow() {
        if (variables.length < program.rows()) {
            variables = Arrays.copyOf(variables, 2 * program.rows());
            entries = Arrays.copyOf(entries, 2 * program.rows());
        }
        for (; rows < program.rows(); rows++) {
            int[] columns = program.columnsOf(rows);
            int length = 0;
            for (int column : columns) {
                length += first[column + 1] - first[column];
            }
            int[] own = new int[length];
            double[] figures = new double[length];
            int at = 0;
            for (int k = 0; k < columns.length; k++) {
                for (int v = first[columns[k]]; v < first[columns[k] + 1]; v++) {
                    own[at] = v;
                    figures[at++] = program.entriesOf(rows)[k];
                }
            }
            variables[rows] = own;
            entries[rows] = figures;
        }
    }

    /** Whether the program's columns and their boxes are still those that this was made of. */
    boolean fits() {
        if (first.length != program.columns() + 1) {
            return false;
        }
        for (int j = 0; j < program.columns(); j++) {
            if (boxes[2 * j] != program.lower(j) || boxes[2 * j + 1] != program.upper(j)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return owner.length;
    }

    int rows() {
        return rows;
    }

    Program program() {
        return program;
    }

    int[] variablesOf(int row) {
        return variables[row];
    }

    double[] entriesOf(int row) {
        return entries[row];
    }

    double activity(int row, double[] x) {
        double sum = 0;
        int[] own = variables[row];
        double[] figures = entries[row];
        for (int k = 0; k < own.length; k++) {
            sum += figures[k] * x[own[k]];
        }
        return sum;
    }

    /** Adds to {@code sum} what the rows pay for each variable. */
    void addPaid(double[] prices, double[] sum) {
        for (int i = 0; i < rows; i++) {
            double price = prices[i];
            int[] own = variables[i];
            double[] figures = entries[i];
            for (int k = 0; k < own.length; k++) {
                sum[own[k]] += price * figures[k];
            }
        }
    }

    /** The columns that variables make. */
    double[] columns(double[] x) {
        double[] columns = new double[program.columns()];
        for (int v = 0; v < x.length; v++) {
            columns[owner[v]] += x[v];
        }
        return columns;
    }

    /** A point of this as one of the program, with everything put at the bound that it tends to. */
    LinearSolver.Vertex vertex(Boxed x, Boxed w, double[] y) {
        double[] found = new double[program.columns()];
        double[] basicSlope = new double[found.length];
        Arrays.fill(basicSlope, Double.NaN);
        for (int v = 0; v < x.size(); v++) {
            int j = owner[v];
            // In units of each other: a multiplier of 1 weighs as much as the whole width.
            double width = x.upper[v] - x.lower[v];
            if (x.fixed[v] || x.at[v] - x.lower[v] < width * x.low[v]) {
                found[j] += x.lower[v];
            } else if (x.upper[v] - x.at[v] < width * x.high[v]) {
                found[j] += x.upper[v];
            } else {
                found[j] += x.at[v];
                basicSlope[j] = trueSlope[v];
            }
        }
        double[] prices = new double[w.size()];
        boolean[] held = new boolean[prices.length];
        for (int i = 0; i < prices.length; i++) {
            held[i] = w.fixed[i] || w.at[i] - w.lower[i] < w.low[i] || w.upper[i] - w.at[i] < w.high[i];
            prices[i] = held[i] ? y[i] * scale : 0;
        }
        return new LinearSolver.Vertex(found, prices, basicSlope, held);
    }
}
