package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/**
 * U·Uᵀ-free Cholesky (UᵀU) of a symmetric positive definite matrix whose dense blocks couple neighbours only: block
 * {@code t} is coupled to block {@code t − 1} by a few linking rows. A pivot that vanishes is skipped and its unknown set
 * to zero. Loops run along rows, which the compiler turns into vector code. Not thread-safe.
 */
final class BlockCholesky {
    private static final double VANISHED = 1e-14;

    /** Upper triangles, {@code diagonal[t][i][k − i]} for k from i on; factors once factorised. */
    private final double[][][] diagonal;
    /** {@code links[t][a]}: the row of block {@code t} that linking row {@code a} is. */
    private final int[][] links;
    /** {@code coupling[t][a][k]}: linking row {@code a} of block {@code t} against row {@code k} of block {@code t − 1}. */
    private final double[][][] coupling;

    /** A matrix of zeros; {@code sizes[t]} rows in block {@code t}, of which {@code links[t]} touch the block before. */
    BlockCholesky(int[] sizes, int[][] links) {
        this.links = links;
        diagonal = new double[sizes.length][][];
        coupling = new double[sizes.length][][];
        for (int t = 0; t < sizes.length; t++) {
            diagonal[t] = new double[sizes[t]][];
            for (int i = 0; i < sizes[t]; i++) {
                diagonal[t][i] = new double[sizes[t]];
            }
            coupling[t] = new double[links[t].length][t == 0 ? 0 : sizes[t - 1]];
        }
    }

    /** Row {@code i} of block {@code t}; only columns from {@code i} on count. */
    double[] row(int t, int i) {
        return diagonal[t][i];
    }

    /** Linking row {@code a} of block {@code t} against the rows of the block before. */
    double[] link(int t, int a) {
        return coupling[t][a];
    }

    void clear() {
        for (int t = 0; t < diagonal.length; t++) {
            for (double[] row : diagonal[t]) {
                Arrays.fill(row, 0);
            }
            for (double[] row : coupling[t]) {
                Arrays.fill(row, 0);
            }
        }
    }

    void factorise() {
        for (int t = 0; t < diagonal.length; t++) {
            if (t > 0) {
                forward(diagonal[t - 1], coupling[t]);
                reduce(t);
            }
            triangulate(diagonal[t]);
        }
    }

    private static void triangulate(double[][] a) {
        int n = a.length;
        double[] original = new double[n];
        for (int i = 0; i < n; i++) {
            original[i] = a[i][i];
        }
        for (int k = 0; k < n; k += 4) {
            int end = Math.min(k + 4, n);
            for (int row = k; row < end; row++) {
                for (int before = k; before < row; before++) {
                    subtract(a[row], a[before], a[before][row], row, n);
                }
                pivot(a[row], row, original[row]);
            }
            for (int i = end; i < n; i++) {
                subtractFour(a, k, i);
            }
        }
    }

    private static void pivot(double[] row, int at, double original) {
        if (row[at] > VANISHED * original) {
            double root = 1 / Math.sqrt(row[at]);
            for (int j = at; j < row.length; j++) {
                row[j] *= root;
            }
        } else {
            Arrays.fill(row, at, row.length, 0);
        }
    }

    /** Takes what rows {@code k} to {@code k} + 3 stand for out of row {@code i}. */
    private static void subtractFour(double[][] u, int k, int i) {
        double[] a = u[k];
        double[] b = u[k + 1];
        double[] c = u[k + 2];
        double[] d = u[k + 3];
        double wa = -a[i];
        double wb = -b[i];
        double wc = -c[i];
        double wd = -d[i];
        double[] row = u[i];
        for (int j = i; j < row.length; j++) {
            row[j] = Math.fma(wa, a[j], Math.fma(wb, b[j], Math.fma(wc, c[j], Math.fma(wd, d[j], row[j]))));
        }
    }

    private static void subtract(double[] to, double[] from, double factor, int first, int end) {
        if (factor != 0) {
            for (int j = first; j < end; j++) {
                to[j] -= factor * from[j];
            }
        }
    }

    /** Replaces each row c by the x of x·U = c. */
    private static void forward(double[][] u, double[][] rows) {
        for (double[] row : rows) {
            forward(u, row);
        }
    }

    private static void forward(double[][] u, double[] x) {
        int n = u.length;
        for (int k = 0; k < n; k++) {
            double pivot = u[k][k];
            x[k] = pivot == 0 ? 0 : x[k] / pivot;
            subtract(x, u[k], x[k], k + 1, n);
        }
    }

    private void reduce(int t) {
        int[] link = links[t];
        for (int a = 0; a < link.length; a++) {
            for (int b = a; b < link.length; b++) {
                double sum = dot(coupling[t][a], coupling[t][b]);
                diagonal[t][Math.min(link[a], link[b])][Math.max(link[a], link[b])] -= sum;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k + 1 < a.length; k += 2) {
            even += a[k] * b[k];
            odd += a[k + 1] * b[k + 1];
        }
        return k < a.length ? even + odd + a[k] * b[k] : even + odd;
    }

    /** Replaces {@code b} by the unknowns. */
    void solve(double[][] b) {
        for (int t = 0; t < diagonal.length; t++) {
            for (int a = 0; t > 0 && a < links[t].length; a++) {
                b[t][links[t][a]] -= dot(coupling[t][a], b[t - 1]);
            }
            forward(diagonal[t], b[t]);
        }
        for (int t = diagonal.length - 1; t >= 0; t--) {
            if (t + 1 < diagonal.length) {
                for (int a = 0; a < links[t + 1].length; a++) {
                    subtract(b[t], coupling[t + 1][a], b[t + 1][links[t + 1][a]], 0, b[t].length);
                }
            }
            backward(diagonal[t], b[t]);
        }
    }

    private static void backward(double[][] u, double[] x) {
        for (int k = u.length - 1; k >= 0; k--) {
            double sum = x[k];
            double[] row = u[k];
            for (int j = k + 1; j < row.length; j++) {
                sum -= row[j] * x[j];
            }
            x[k] = row[k] == 0 ? 0 : sum / row[k];
        }
    }
}
