package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The optimality conditions of a guess, in parts that do not touch each other: held rows and the free columns in them,
 * curved columns eliminated, each part a band because rows couple neighbouring steps only. Not thread-safe.
 */
final class Coupling {
    private static final int LARGEST_SYSTEM = 20_000;
    /** The most figures that the bands of a guess may hold, 48 MB; 3,000 units of one price, free in one step, have fewer. */
    private static final long MOST_FIGURES = 6_000_000;

    /** What the guess says of a column: at a bound, free on a straight piece of its cost, or free on a curve. */
    enum State {
        FIXED,
        LINEAR,
        CURVED
    }

    private final Program program;
    private final State[] states;
    private final boolean[] held;
    private final List<Part> parts = new ArrayList<>();
    private long figures;

    /** Rows and columns that hang together, with their factorised system. */
    record Part(
            int[] rows,
            int[] linear,
            int[] curved,
            int[] rowPlaces,
            int[] linearPlaces,
            int[][] touched,
            double[][] entries,
            BandSystem[] system) {
        double[] solve(double[] rest) {
            return system[0].solve(rest);
        }
    }

    private Coupling(Program program, State[] states, boolean[] held) {
        this.program = program;
        this.states = states;
        this.held = held;
    }

    /** The parts of a guess, or null where one is too large. */
    static @Nullable List<Part> split(Program program, State[] states, boolean[] held) {
        return new Coupling(program, states, held).split();
    }

    /** Groups held rows that share free columns; a part's system couples nothing outside of it. */
    private @Nullable List<Part> split() {
        DisjointSets joined = new DisjointSets(held.length);
        int[] first = new int[states.length];
        Arrays.fill(first, -1);
        for (int i = 0; i < held.length; i++) {
            if (held[i]) {
                for (int column : program.columnsOf(i)) {
                    if (states[column] != State.FIXED) {
                        if (first[column] < 0) {
                            first[column] = i;
                        } else {
                            joined.join(i, first[column]);
                        }
                    }
                }
            }
        }
        List<List<Integer>> rows = grouped(held.length, held.length, i -> held[i] ? joined.of(i) : -1);
        List<List<Integer>> columns = grouped(
                held.length, states.length, j -> states[j] == State.FIXED || first[j] < 0 ? -1 : joined.of(first[j]));
        for (int i = 0; i < held.length; i++) {
            if (!rows.get(i).isEmpty() && !part(rows.get(i), columns.get(i))) {
                return null;
            }
        }
        return parts;
    }

    private static List<List<Integer>> grouped(int sets, int count, IntUnaryOperator groupOf) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < sets; i++) {
            groups.add(new ArrayList<>(0));
        }
        for (int i = 0; i < count; i++) {
            int group = groupOf.applyAsInt(i);
            if (group >= 0) {
                groups.get(group).add(i);
            }
        }
        return groups;
    }

    private boolean part(List<Integer> rowList, List<Integer> columnList) {
        int[] rows = rowList.stream()
                .sorted(Comparator.comparingInt(program::rowStage))
                .mapToInt(i -> i)
                .toArray();
        int[] linear = columnList.stream()
                .filter(j -> states[j] == State.LINEAR)
                .sorted(Comparator.comparingInt(program::columnStage))
                .mapToInt(j -> j)
                .toArray();
        int[] curved = columnList.stream()
                .filter(j -> states[j] == State.CURVED)
                .mapToInt(j -> j)
                .toArray();
        if (rows.length + linear.length > LARGEST_SYSTEM) {
            return false;
        }
        Part part = new Part(
                rows,
                linear,
                curved,
                new int[rows.length],
                new int[linear.length],
                new int[curved.length][],
                new double[curved.length][],
                new BandSystem[1]);
        arrange(part);
        List<Entry> entries = entriesOf(part);
        int size = rows.length + linear.length;
        int[] first = new int[size];
        int[] last = new int[size];
        Arrays.setAll(first, i -> i);
        Arrays.setAll(last, i -> i);
        for (Entry e : entries) {
            first[e.row()] = Math.min(first[e.row()], e.column());
            last[e.row()] = Math.max(last[e.row()], e.column());
        }
        for (int[] touched : part.touched()) {
            int low = Arrays.stream(touched).min().orElse(0);
            int high = Arrays.stream(touched).max().orElse(0);
            for (int at : touched) {
                first[at] = Math.min(first[at], low);
                last[at] = Math.max(last[at], high);
            }
        }
        for (int i = 0; i < size; i++) {
            figures += last[i] - first[i] + 1;
        }
        if (figures > MOST_FIGURES) {
            return false;
        }
        BandSystem system = new BandSystem(first, last);
        for (Entry e : entries) {
            system.add(e.row(), e.column(), e.value());
        }
        addCurvature(part, system);
        part.system()[0] = system;
        parts.add(part);
        return true;
    }

    /** Gives rows and linear columns their places, step by step, so that the system is a band. */
    private void arrange(Part part) {
        int r = 0;
        int k = 0;
        for (int place = 0; place < part.rows().length + part.linear().length; place++) {
            boolean row = k == part.linear().length
                    || r < part.rows().length
                            && program.rowStage(part.rows()[r]) <= program.columnStage(part.linear()[k]);
            if (row) {
                part.rowPlaces()[r++] = place;
            } else {
                part.linearPlaces()[k++] = place;
            }
        }
    }

    private record Entry(int row, int column, double value) {}

    /** Entries of linear columns; those of curved columns are put into the part. */
    private List<Entry> entriesOf(Part part) {
        int[] curvedAt = new int[states.length];
        int[] linearAt = new int[states.length];
        for (int c = 0; c < part.curved().length; c++) {
            curvedAt[part.curved()[c]] = c + 1;
        }
        for (int k = 0; k < part.linear().length; k++) {
            linearAt[part.linear()[k]] = k + 1;
        }
        List<Entry> entries = new ArrayList<>();
        List<List<Entry>> touching = new ArrayList<>();
        for (int c = 0; c < part.curved().length; c++) {
            touching.add(new ArrayList<>());
        }
        for (int r = 0; r < part.rows().length; r++) {
            int[] columns = program.columnsOf(part.rows()[r]);
            double[] figures = program.entriesOf(part.rows()[r]);
            int place = part.rowPlaces()[r];
            for (int k = 0; k < columns.length; k++) {
                int column = columns[k];
                if (linearAt[column] > 0) {
                    int other = part.linearPlaces()[linearAt[column] - 1];
                    entries.add(new Entry(place, other, figures[k]));
                    entries.add(new Entry(other, place, figures[k]));
                } else if (curvedAt[column] > 0) {
                    touching.get(curvedAt[column] - 1).add(new Entry(place, 0, figures[k]));
                }
            }
        }
        for (int c = 0; c < part.curved().length; c++) {
            part.touched()[c] = touching.get(c).stream().mapToInt(Entry::row).toArray();
            part.entries()[c] =
                    touching.get(c).stream().mapToDouble(Entry::value).toArray();
        }
        return entries;
    }

    private void addCurvature(Part part, BandSystem system) {
        for (int c = 0; c < part.curved().length; c++) {
            double curvature = 2 * program.cost(part.curved()[c]).quadratic();
            int[] touched = part.touched()[c];
            double[] entries = part.entries()[c];
            for (int a = 0; a < touched.length; a++) {
                for (int b = 0; b < touched.length; b++) {
                    system.add(touched[a], touched[b], entries[a] * entries[b] / curvature);
                }
            }
        }
    }
}
