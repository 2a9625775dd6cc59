package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/**
 * The system A·D·Aᵀ + W of an interior point method, block by step because rows couple neighbouring steps only. The
 * segments of a column have the same entries, so it is formed of columns. Not thread-safe.
 */
final class NormalEquations {
    private final Barrier barrier;
    private final int stages;
    private final int[] stageOf;
    private final int[] placeOf;
    /** By stage its rows. */
    private final int[][] rows;
    /** By stage the columns that its rows touch and the stage owns. */
    private final int[][] own;
    /** By column: its entries in the rows of its own stage, dense. */
    private final double[][] columns;
    /** By column: where these are not zero, null where nearly everywhere. */
    private final int[][] sparse;
    /** By column: linking rows of the next stage that touch it, as places in the list of links. */
    private final int[][] linkPlaces;

    private final double[][] linkEntries;
    private final int[][] links;
    private final BlockCholesky matrix;
    private final double[][] rest;
    /** By column: the sum of its segments' weights. */
    private final double[] weight;

    NormalEquations(Barrier barrier) {
        this.barrier = barrier;
        Program program = barrier.program();
        int most = 0;
        for (int i = 0; i < barrier.rows(); i++) {
            most = Math.max(most, program.rowStage(i));
        }
        stages = most + 1;
        int[] counts = new int[stages];
        stageOf = new int[barrier.rows()];
        placeOf = new int[barrier.rows()];
        for (int i = 0; i < stageOf.length; i++) {
            stageOf[i] = program.rowStage(i);
            placeOf[i] = counts[stageOf[i]]++;
        }
        rows = grouped(stageOf, placeOf, counts);
        weight = new double[program.columns()];
        int[] columnStage = new int[weight.length];
        int[] columnPlace = new int[weight.length];
        int[] owned = new int[stages];
        for (int j = 0; j < weight.length; j++) {
            columnStage[j] = Math.min(stages - 1, program.columnStage(j));
            columnPlace[j] = owned[columnStage[j]]++;
        }
        own = grouped(columnStage, columnPlace, owned);
        columns = new double[weight.length][];
        sparse = new int[weight.length][];
        linkPlaces = new int[weight.length][];
        linkEntries = new double[weight.length][];
        links = new int[stages][];
        fill(columnStage);
        matrix = new BlockCholesky(counts, links);
        rest = new double[stages][];
        for (int t = 0; t < stages; t++) {
            rest[t] = new double[counts[t]];
        }
    }

    private static int[][] grouped(int[] stage, int[] place, int[] counts) {
        int[][] groups = new int[counts.length][];
        for (int t = 0; t < counts.length; t++) {
            groups[t] = new int[counts[t]];
        }
        for (int i = 0; i < stage.length; i++) {
            groups[stage[i]][place[i]] = i;
        }
        return groups;
    }

    private void fill(int[] columnStage) {
        Program program = barrier.program();
        for (int j = 0; j < columns.length; j++) {
            columns[j] = new double[rows[columnStage[j]].length];
            linkPlaces[j] = new int[0];
            linkEntries[j] = new double[0];
        }
        for (int t = 0; t < stages; t++) {
            int[] linking = new int[rows[t].length];
            int count = 0;
            for (int k = 0; k < rows[t].length; k++) {
                int[] touched = program.columnsOf(rows[t][k]);
                double[] entries = program.entriesOf(rows[t][k]);
                boolean link = false;
                for (int e = 0; e < touched.length; e++) {
                    int j = touched[e];
                    if (columnStage[j] == t) {
                        columns[j][k] += entries[e];
                    } else {
                        link = true;
                        linkPlaces[j] = Arrays.copyOf(linkPlaces[j], linkPlaces[j].length + 1);
                        linkEntries[j] = Arrays.copyOf(linkEntries[j], linkPlaces[j].length);
                        linkPlaces[j][linkPlaces[j].length - 1] = count;
                        linkEntries[j][linkPlaces[j].length - 1] = entries[e];
                    }
                }
                if (link) {
                    linking[count++] = k;
                }
            }
            links[t] = Arrays.copyOf(linking, count);
        }
        for (int j = 0; j < columns.length; j++) {
            sparse[j] = places(columns[j]);
        }
    }

    private static int[] places(double[] column) {
        int[] places = new int[column.length];
        int count = 0;
        for (int k = 0; k < column.length; k++) {
            if (column[k] != 0) {
                places[count++] = k;
            }
        }
        return count > 8 && count * 2 > column.length ? null : Arrays.copyOf(places, count);
    }

    /** Forms and factorises; {@code weights} by variable, {@code slack} by row. */
    void factorise(double[] weights, double[] slack) {
        Arrays.fill(weight, 0);
        for (int v = 0; v < weights.length; v++) {
            weight[barrier.owner[v]] += weights[v];
        }
        matrix.clear();
        int[] group = new int[4];
        for (int t = 0; t < stages; t++) {
            int waiting = 0;
            for (int j : own[t]) {
                if (weight[j] == 0) {
                    continue;
                }
                if (sparse[j] == null) {
                    group[waiting++] = j;
                    if (waiting == 4) {
                        addFour(t, group);
                        waiting = 0;
                    }
                } else {
                    addSparse(t, j);
                }
                if (linkPlaces[j].length > 0) {
                    addLinks(t + 1, j);
                }
            }
            for (int k = 0; k < waiting; k++) {
                addOne(t, columns[group[k]], weight[group[k]]);
            }
            for (int k = 0; k < rows[t].length; k++) {
                matrix.row(t, k)[k] += slack[rows[t][k]];
            }
        }
        matrix.factorise();
    }

    private void addFour(int t, int[] group) {
        double[] a = columns[group[0]];
        double[] b = columns[group[1]];
        double[] c = columns[group[2]];
        double[] d = columns[group[3]];
        for (int i = 0; i < a.length; i++) {
            double wa = a[i] * weight[group[0]];
            double wb = b[i] * weight[group[1]];
            double wc = c[i] * weight[group[2]];
            double wd = d[i] * weight[group[3]];
            double[] row = matrix.row(t, i);
            for (int k = i; k < row.length; k++) {
                row[k] = Math.fma(wa, a[k], Math.fma(wb, b[k], Math.fma(wc, c[k], Math.fma(wd, d[k], row[k]))));
            }
        }
    }

    private void addOne(int t, double[] column, double weight) {
        for (int i = 0; i < column.length; i++) {
            double own = column[i] * weight;
            double[] row = matrix.row(t, i);
            for (int k = i; k < row.length; k++) {
                row[k] += own * column[k];
            }
        }
    }

    private void addSparse(int t, int j) {
        int[] places = sparse[j];
        for (int i = 0; i < places.length; i++) {
            double[] row = matrix.row(t, places[i]);
            double own = columns[j][places[i]] * weight[j];
            for (int k = i; k < places.length; k++) {
                row[places[k]] += own * columns[j][places[k]];
            }
        }
    }

    private void addLinks(int next, int j) {
        double[] column = columns[j];
        for (int a = 0; a < linkPlaces[j].length; a++) {
            double own = linkEntries[j][a] * weight[j];
            double[] link = matrix.link(next, linkPlaces[j][a]);
            for (int k = 0; k < column.length; k++) {
                link[k] += own * column[k];
            }
            for (int b = a; b < linkPlaces[j].length; b++) {
                int i = links[next][linkPlaces[j][a]];
                int k = links[next][linkPlaces[j][b]];
                matrix.row(next, Math.min(i, k))[Math.max(i, k)] += own * linkEntries[j][b];
            }
        }
    }

    /** Replaces {@code b}, by row, by the unknowns. */
    void solve(double[] b) {
        for (int i = 0; i < b.length; i++) {
            rest[stageOf[i]][placeOf[i]] = b[i];
        }
        matrix.solve(rest);
        for (int i = 0; i < b.length; i++) {
            b[i] = rest[stageOf[i]][placeOf[i]];
        }
    }
}
