package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.esmap.ai.models.gridoptimizer.LinearSolver.Vertex;
import org.jspecify.annotations.Nullable;

/**
 * From a vertex of the chord model to the optimum itself: guesses which bounds and rows hold, solves the optimality
 * conditions of that guess exactly, mends the guess where a sign or a bound is wrong (primal-dual active set method,
 * Hintermüller, Ito and Kunisch 2002), and accepts a point only when every condition holds. Not thread-safe.
 */
final class ActiveSet {
    private static final int MENDS = 25;
    private static final int FEW_MENDS = 10;
    private static final int LARGEST_SYSTEM = 20_000;
    private static final double TOLERANCE = 1e-8;

    private enum State {
        FIXED,
        LINEAR,
        CURVED
    }

    private final Program program;
    private final State[] states;
    private final double[] x;
    private final double[] slopes;
    private final double[] y;
    private final boolean[] held;
    private final double[] target;
    private final List<Part> parts = new ArrayList<>();

    /** Rows and columns that hang together, with their factorised system. */
    private record Part(
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

    private ActiveSet(Program program, Vertex vertex) {
        this.program = program;
        x = vertex.x().clone();
        y = vertex.y().clone();
        states = new State[x.length];
        slopes = vertex.basicSlope().clone();
        held = new boolean[y.length];
        target = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            states[j] = stateAt(j);
        }
        for (int i = 0; i < y.length; i++) {
            double activity = program.activity(i, x);
            boolean equal = program.rowLower(i) == program.rowUpper(i);
            held[i] = equal || vertex.atBound()[i];
            target[i] = nearest(i, activity);
        }
    }

    /** Begins where {@code before} ended, after bounds changed and rows were added. */
    private ActiveSet(Program program, ActiveSet before) {
        this.program = program;
        x = before.x.clone();
        y = Arrays.copyOf(before.y, program.rows());
        states = before.states.clone();
        slopes = before.slopes.clone();
        held = Arrays.copyOf(before.held, y.length);
        target = new double[y.length];
        for (int j = 0; j < x.length; j++) {
            double low = program.lower(j);
            double high = program.upper(j);
            boolean outside = x[j] < low || x[j] > high;
            x[j] = Math.min(high, Math.max(low, x[j]));
            states[j] = low == high || outside ? State.FIXED : states[j];
        }
        for (int i = 0; i < y.length; i++) {
            boolean high = i < before.y.length && before.y[i] < 0;
            boolean unclear = i >= before.y.length || before.y[i] == 0;
            target[i] = unclear ? nearest(i, program.activity(i, x)) : high ? program.rowUpper(i) : program.rowLower(i);
            held[i] |= program.rowLower(i) == program.rowUpper(i);
        }
    }

    private State stateAt(int j) {
        double low = program.lower(j);
        double high = program.upper(j);
        double near = 1e-9 * Math.max(1, high - low);
        if (program.cost(j).quadratic() > 0) {
            if (x[j] > low + near && x[j] < high - near) {
                return State.CURVED;
            }
            x[j] = x[j] <= low + near ? low : high;
            return State.FIXED;
        }
        return low == high || Double.isNaN(slopes[j]) ? State.FIXED : State.LINEAR;
    }

    private double nearest(int row, double activity) {
        double low = program.rowLower(row);
        double high = program.rowUpper(row);
        return Math.abs(activity - low) <= Math.abs(activity - high) ? low : high;
    }

    /** The optimum near {@code vertex}, or null where the guess could not be mended. */
    static @Nullable ActiveSet refine(Program program, Vertex vertex) {
        return new ActiveSet(program, vertex).mended(MENDS);
    }

    /** The optimum near {@code before}, an optimum under other bounds or fewer rows; null where it is not near. */
    static @Nullable ActiveSet refine(Program program, ActiveSet before) {
        return before.x.length == program.columns() ? new ActiveSet(program, before).mended(FEW_MENDS) : null;
    }

    /** Mends as long as ever less is wrong; a guess that is no good is given up early. */
    private @Nullable ActiveSet mended(int most) {
        int[] wrong = new int[most];
        for (int k = 0; k < most; k++) {
            if (!solve()) {
                return null;
            }
            wrong[k] = mend();
            if (wrong[k] == 0) {
                return optimal() ? this : null;
            }
            if (k >= 4 && wrong[k] >= wrong[k - 3]) {
                return null;
            }
        }
        return null;
    }

    double[] x() {
        return x;
    }

    /** Rows' prices: the change of cost per unit of a row's bound. */
    double[] prices() {
        return y;
    }

    /** Solves the present guess into x and y; false where a system is too large. */
    private boolean solve() {
        if (!split()) {
            return false;
        }
        for (int i = 0; i < y.length; i++) {
            y[i] = held[i] ? y[i] : 0;
        }
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            if (states[j] == State.CURVED) {
                x[j] = (paid[j] - program.cost(j).linear())
                        / (2 * program.cost(j).quadratic());
            }
        }
        for (Part part : parts) {
            solve(part, paid);
        }
        return true;
    }

    /** Solves for the change from the present point: where a system is not of full rank, what it leaves open stays. */
    private void solve(Part part, double[] paid) {
        double[] rest = new double[part.rows().length + part.linear().length];
        for (int r = 0; r < part.rows().length; r++) {
            int row = part.rows()[r];
            rest[part.rowPlaces()[r]] = target[row] - program.activity(row, x);
        }
        for (int k = 0; k < part.linear().length; k++) {
            rest[part.linearPlaces()[k]] = slopes[part.linear()[k]] - paid[part.linear()[k]];
        }
        double[] found = part.solve(rest);
        for (int r = 0; r < part.rows().length; r++) {
            y[part.rows()[r]] += found[part.rowPlaces()[r]];
        }
        for (int k = 0; k < part.linear().length; k++) {
            x[part.linear()[k]] += found[part.linearPlaces()[k]];
        }
        for (int c = 0; c < part.curved().length; c++) {
            int column = part.curved()[c];
            x[column] += paid(part, c, found) / (2 * program.cost(column).quadratic());
        }
    }

    private static double paid(Part part, int curved, double[] found) {
        double sum = 0;
        for (int k = 0; k < part.touched()[curved].length; k++) {
            sum += part.entries()[curved][k] * found[part.touched()[curved][k]];
        }
        return sum;
    }

    /** Groups held rows that share free columns; a part's system couples nothing outside of it. */
    private boolean split() {
        parts.clear();
        int[] root = new int[y.length];
        Arrays.setAll(root, i -> i);
        int[] first = new int[x.length];
        Arrays.fill(first, -1);
        for (int i = 0; i < y.length; i++) {
            if (held[i]) {
                for (int column : program.columnsOf(i)) {
                    if (states[column] != State.FIXED) {
                        if (first[column] < 0) {
                            first[column] = i;
                        } else {
                            root[find(root, i)] = find(root, first[column]);
                        }
                    }
                }
            }
        }
        List<List<Integer>> rows = grouped(root, y.length, i -> held[i] ? find(root, i) : -1);
        List<List<Integer>> columns =
                grouped(root, x.length, j -> states[j] == State.FIXED || first[j] < 0 ? -1 : find(root, first[j]));
        for (int i = 0; i < y.length; i++) {
            if (!rows.get(i).isEmpty() && !part(rows.get(i), columns.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Integer>> grouped(int[] root, int count, java.util.function.IntUnaryOperator groupOf) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < root.length; i++) {
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

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
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
        int[] curvedAt = new int[x.length];
        int[] linearAt = new int[x.length];
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

    /** Changes the guess where bounds or signs are wrong; how often that was. */
    private int mend() {
        double[] paid = program.pricesOf(y);
        int changed = 0;
        for (int j = 0; j < x.length; j++) {
            if (program.lower(j) < program.upper(j)) {
                changed += (states[j] == State.FIXED ? free(j, paid[j]) : fix(j)) ? 1 : 0;
            }
        }
        return mendRows() + changed;
    }

    /** Fixes a free column that left its box, or its piece of a piecewise cost, at the bound that it passed. */
    private boolean fix(int j) {
        double low = program.lower(j);
        double high = program.upper(j);
        for (double kink : states[j] == State.LINEAR ? program.cost(j).kinks() : new double[0]) {
            boolean above = program.cost(j).slopeBelow(kink, 0) < slopes[j];
            low = above ? Math.max(low, Math.min(kink, high)) : low;
            high = above ? high : Math.min(high, Math.max(kink, low));
        }
        double near = 1e-9 * Math.max(1, Math.abs(x[j]));
        if (x[j] >= low - near && x[j] <= high + near) {
            return false;
        }
        x[j] = x[j] < low ? low : high;
        states[j] = State.FIXED;
        return true;
    }

    /** Frees a fixed column that would pay to move. */
    private boolean free(int j, double paid) {
        Curve cost = program.cost(j);
        double near = 1e-9 * Math.max(1, Math.abs(x[j]));
        double above = cost.slopeAbove(x[j], near);
        double below = cost.slopeBelow(x[j], near);
        boolean up = x[j] < program.upper(j) - near && paid > above + near(paid);
        boolean down = x[j] > program.lower(j) + near && paid < below - near(paid);
        if (up || down) {
            states[j] = cost.quadratic() > 0 ? State.CURVED : State.LINEAR;
            slopes[j] = up ? above : below;
        }
        return up || down;
    }

    private int mendRows() {
        int changed = 0;
        for (int i = 0; i < y.length; i++) {
            double low = program.rowLower(i);
            double high = program.rowUpper(i);
            if (low == high) {
                continue;
            }
            if (held[i]) {
                boolean wrong = target[i] == low ? y[i] < -near(y[i]) : y[i] > near(y[i]);
                changed += wrong ? 1 : 0;
                held[i] = !wrong;
            } else {
                double activity = program.activity(i, x);
                if (activity < low - near(low) || activity > high + near(high)) {
                    held[i] = true;
                    target[i] = activity < low ? low : high;
                    changed++;
                }
            }
        }
        return changed;
    }

    private static double near(double size) {
        return TOLERANCE * Math.max(1, Math.abs(size));
    }

    /** Whether every condition of optimality holds at x and y. */
    private boolean optimal() {
        double[] paid = program.pricesOf(y);
        for (int j = 0; j < x.length; j++) {
            double low = program.lower(j);
            double high = program.upper(j);
            double slack = 1e-7;
            if (!(x[j] >= low - slack && x[j] <= high + slack)) {
                return false;
            }
            x[j] = Math.min(high, Math.max(low, x[j]));
            double tolerance = 10 * near(paid[j]);
            boolean mayRise = x[j] < high - slack && program.cost(j).slopeAbove(x[j], slack) < paid[j] - tolerance;
            boolean mayFall = x[j] > low + slack && program.cost(j).slopeBelow(x[j], slack) > paid[j] + tolerance;
            if (mayRise || mayFall) {
                return false;
            }
        }
        for (int i = 0; i < y.length; i++) {
            double activity = program.activity(i, x);
            double slack = 1e-8 * Math.max(1, Math.abs(activity));
            if (activity < program.rowLower(i) - slack || activity > program.rowUpper(i) + slack) {
                return false;
            }
        }
        return true;
    }

    /**
     * By row: how Σ value·x changes per unit of the row's bound, as long as the same bounds and rows hold.
     *
     * @param values a weight a column
     */
    double[] changeOf(double[] values) {
        double[] change = new double[y.length];
        for (Part part : parts) {
            double[] rest = new double[part.rows().length + part.linear().length];
            for (int c = 0; c < part.curved().length; c++) {
                double weight = values[part.curved()[c]]
                        / (2 * program.cost(part.curved()[c]).quadratic());
                for (int k = 0; k < part.touched()[c].length; k++) {
                    rest[part.touched()[c][k]] += part.entries()[c][k] * weight;
                }
            }
            for (int k = 0; k < part.linear().length; k++) {
                rest[part.linearPlaces()[k]] = values[part.linear()[k]];
            }
            double[] found = part.solve(rest);
            for (int r = 0; r < part.rows().length; r++) {
                change[part.rows()[r]] = found[part.rowPlaces()[r]];
            }
        }
        return change;
    }
}
