package org.esmap.ai.models.gridoptimizer;

/**
 * The system A·D·Aᵀ + W of an interior point method, block by step because rows couple neighbouring steps only. Not
 * thread-safe.
 */
final class NormalEquations {
    private final Barrier barrier;
    private final int stages;
    private final int[] stageOf;
    private final int[] placeOf;
    /** By stage its rows. */
    private final int[][] rows;
    /** By stage the variables that its rows touch and the stage owns. */
    private final int[][] own;
    /** By variable: its entries in the rows of its own stage, dense. */
    private final double[][] columns;
    /** By variable: where these are not zero, null where nearly everywhere. */
    private final int[][] sparse;
    /** By variable: linking rows of the next stage that touch it, as places in the list of links. */
    private final int[][] linkPlaces;

    private final double[][] linkEntries;
    private final int[][] links;
    private final BlockCholesky matrix;
    private final double[][] rest;

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
        int[] variableStage = new int[barrier.size()];
        int[] variablePlace = new int[barrier.size()];
        int[] variables = new int[stages];
        for (int v = 0; v < variableStage.length; v++) {
            variableStage[v] = Math.min(stages - 1, program.columnStage(barrier.owner[v]));
            variablePlace[v] = variables[variableStage[v]]++;
        }
        own = grouped(variableStage, variablePlace, variables);
        columns = new double[barrier.size()][];
        sparse = new int[barrier.size()][];
        linkPlaces = new int[barrier.size()][];
        linkEntries = new double[barrier.size()][];
        links = new int[stages][];
        fill(variableStage);
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

    private void fill(int[] variableStage) {
        for (int v = 0; v < columns.length; v++) {
            columns[v] = new double[rows[variableStage[v]].length];
            linkPlaces[v] = new int[0];
            linkEntries[v] = new double[0];
        }
        for (int t = 0; t < stages; t++) {
            int[] linking = new int[rows[t].length];
            int count = 0;
            for (int k = 0; k < rows[t].length; k++) {
                int row = rows[t][k];
                int[] touched = barrier.variablesOf(row);
                boolean link = false;
                for (int e = 0; e < touched.length; e++) {
                    int v = touched[e];
                    if (variableStage[v] == t) {
                        columns[v][k] += barrier.entriesOf(row)[e];
                    } else {
                        link = true;
                        linkPlaces[v] = java.util.Arrays.copyOf(linkPlaces[v], linkPlaces[v].length + 1);
                        linkEntries[v] = java.util.Arrays.copyOf(linkEntries[v], linkPlaces[v].length);
                        linkPlaces[v][linkPlaces[v].length - 1] = count;
                        linkEntries[v][linkPlaces[v].length - 1] = barrier.entriesOf(row)[e];
                    }
                }
                if (link) {
                    linking[count++] = k;
                }
            }
            links[t] = java.util.Arrays.copyOf(linking, count);
        }
        for (int v = 0; v < columns.length; v++) {
            sparse[v] = places(columns[v]);
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
        return count > 8 && count * 2 > column.length ? null : java.util.Arrays.copyOf(places, count);
    }

    /** Forms and factorises; {@code weight} by variable, {@code slack} by row. */
    void factorise(double[] weight, double[] slack) {
        matrix.clear();
        int[] group = new int[4];
        for (int t = 0; t < stages; t++) {
            int waiting = 0;
            for (int v : own[t]) {
                if (weight[v] == 0) {
                    continue;
                }
                if (sparse[v] == null) {
                    group[waiting++] = v;
                    if (waiting == 4) {
                        addFour(t, group, weight);
                        waiting = 0;
                    }
                } else {
                    addSparse(t, v, weight[v]);
                }
                if (linkPlaces[v].length > 0) {
                    addLinks(t + 1, v, weight[v]);
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

    private void addFour(int t, int[] group, double[] weight) {
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
                row[k] += wa * a[k] + wb * b[k] + wc * c[k] + wd * d[k];
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

    private void addSparse(int t, int v, double weight) {
        int[] places = sparse[v];
        for (int i = 0; i < places.length; i++) {
            double[] row = matrix.row(t, places[i]);
            double own = columns[v][places[i]] * weight;
            for (int k = i; k < places.length; k++) {
                row[places[k]] += own * columns[v][places[k]];
            }
        }
    }

    private void addLinks(int next, int v, double weight) {
        double[] column = columns[v];
        for (int a = 0; a < linkPlaces[v].length; a++) {
            double own = linkEntries[v][a] * weight;
            double[] link = matrix.link(next, linkPlaces[v][a]);
            for (int k = 0; k < column.length; k++) {
                link[k] += own * column[k];
            }
            for (int b = a; b < linkPlaces[v].length; b++) {
                int i = links[next][linkPlaces[v][a]];
                int k = links[next][linkPlaces[v][b]];
                matrix.row(next, Math.min(i, k))[Math.max(i, k)] += own * linkEntries[v][b];
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
