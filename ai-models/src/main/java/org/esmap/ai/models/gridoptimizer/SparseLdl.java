package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * L·D·Lᵀ of a sparse symmetric matrix, rows ordered by minimum degree, computed row by row along the elimination tree
 * (T. A. Davis, Algorithm 849, 2005). No pivoting: made for network matrices, which are diagonally dominant where no
 * reactance is negative. Immutable once made, thread-safe.
 */
final class SparseLdl {
    private final int n;
    private final int[] order;
    private final int[] starts;
    private final int[] rows;
    private final double[] lower;
    private final double[] diagonal;

    private SparseLdl(int[] order, int[] starts, int[] rows, double[] lower, double[] diagonal) {
        this.n = order.length;
        this.order = order;
        this.starts = starts;
        this.rows = rows;
        this.lower = lower;
        this.diagonal = diagonal;
    }

    /**
     * Factorises.
     *
     * @param neighbours of each row the columns of its off-diagonal entries, sorted
     * @param entries    their values, in the same order
     * @param diagonal   the diagonal
     * @throws ArithmeticException where a pivot vanishes
     */
    static SparseLdl of(int[][] neighbours, double[][] entries, double[] diagonal) {
        int n = diagonal.length;
        int[] order = minimumDegree(neighbours);
        int[] place = new int[n];
        for (int k = 0; k < n; k++) {
            place[order[k]] = k;
        }
        int[] parent = new int[n];
        int[] counts = new int[n];
        symbolic(neighbours, order, place, parent, counts);
        int[] starts = new int[n + 1];
        for (int k = 0; k < n; k++) {
            starts[k + 1] = starts[k] + counts[k];
        }
        SparseLdl made = new SparseLdl(order, starts, new int[starts[n]], new double[starts[n]], new double[n]);
        made.numeric(neighbours, entries, diagonal, place, parent);
        return made;
    }

    private static void symbolic(int[][] neighbours, int[] order, int[] place, int[] parent, int[] counts) {
        int[] flag = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            parent[k] = -1;
            flag[k] = k;
            for (int j : neighbours[order[k]]) {
                for (int i = place[j]; i < k && flag[i] != k; i = parent[i]) {
                    if (parent[i] == -1) {
                        parent[i] = k;
                    }
                    counts[i]++;
                    flag[i] = k;
                }
            }
        }
    }

    private void numeric(int[][] neighbours, double[][] entries, double[] given, int[] place, int[] parent) {
        double[] y = new double[n];
        int[] pattern = new int[n];
        int[] flag = new int[n];
        int[] used = new int[n];
        double largest = Arrays.stream(given).map(Math::abs).max().orElse(0);
        for (int k = 0; k < n; k++) {
            int top = n;
            flag[k] = k;
            int[] columns = neighbours[order[k]];
            for (int p = 0; p < columns.length; p++) {
                int i = place[columns[p]];
                if (i > k) {
                    continue;
                }
                y[i] += entries[order[k]][p];
                int length = 0;
                for (; flag[i] != k; i = parent[i]) {
                    pattern[length++] = i;
                    flag[i] = k;
                }
                while (length > 0) {
                    pattern[--top] = pattern[--length];
                }
            }
            double pivot = given[order[k]];
            for (; top < n; top++) {
                int i = pattern[top];
                double yi = y[i];
                y[i] = 0;
                int end = starts[i] + used[i];
                for (int p = starts[i]; p < end; p++) {
                    y[rows[p]] -= lower[p] * yi;
                }
                double l = yi / diagonal[i];
                pivot -= l * yi;
                rows[end] = k;
                lower[end] = l;
                used[i]++;
            }
            if (!(Math.abs(pivot) > 1e-13 * largest)) {
                throw new ArithmeticException("pivot vanished");
            }
            diagonal[k] = pivot;
        }
    }

    /** The x of A·x = {@code b}; {@code b} stays as it is. */
    double[] solve(double[] b) {
        double[] x = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = b[order[k]];
        }
        for (int k = 0; k < n; k++) {
            for (int p = starts[k]; p < starts[k + 1]; p++) {
                x[rows[p]] -= lower[p] * x[k];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            x[k] /= diagonal[k];
            for (int p = starts[k]; p < starts[k + 1]; p++) {
                x[k] -= lower[p] * x[rows[p]];
            }
        }
        double[] result = new double[n];
        for (int k = 0; k < n; k++) {
            result[order[k]] = x[k];
        }
        return result;
    }

    private record Degree(int degree, int row) {}

    private static int[] minimumDegree(int[][] neighbours) {
        int n = neighbours.length;
        int[][] graph = neighbours.clone();
        boolean[] gone = new boolean[n];
        PriorityQueue<Degree> queue = new PriorityQueue<>((a, b) ->
                a.degree() != b.degree() ? Integer.compare(a.degree(), b.degree()) : Integer.compare(a.row(), b.row()));
        for (int i = 0; i < n; i++) {
            queue.add(new Degree(graph[i].length, i));
        }
        int[] order = new int[n];
        int done = 0;
        while (done < n) {
            Degree next = queue.remove();
            int v = next.row();
            if (gone[v] || next.degree() != graph[v].length) {
                continue;
            }
            gone[v] = true;
            order[done++] = v;
            for (int u : graph[v]) {
                graph[u] = union(graph[u], graph[v], u, v);
                queue.add(new Degree(graph[u].length, u));
            }
            graph[v] = new int[0];
        }
        return order;
    }

    /** The sorted union of two sorted sets without two members. */
    private static int[] union(int[] a, int[] b, int without, int nor) {
        int[] merged = new int[a.length + b.length];
        int i = 0;
        int j = 0;
        int length = 0;
        while (i < a.length || j < b.length) {
            int next = j >= b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
            i += i < a.length && a[i] == next ? 1 : 0;
            j += j < b.length && b[j] == next ? 1 : 0;
            if (next != without && next != nor) {
                merged[length++] = next;
            }
        }
        return Arrays.copyOf(merged, length);
    }
}
