package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/** Tells how much a search by {@link InteriorPoint} would hold, before it holds anything. */
final class SystemSize {
    /** Doubles that {@link Barrier} and {@link Iterate} hold for each variable, the copy of an iterate from halfway included. */
    private static final int PER_VARIABLE = 30;

    private SystemSize() {}

    /** How many doubles the {@link NormalEquations} of a program would hold with the {@link Barrier} and the {@link Iterate} around it. */
    static long doubles(Program program) {
        int stages = 1;
        for (int i = 0; i < program.rows(); i++) {
            stages = Math.max(stages, program.rowStage(i) + 1);
        }
        long[] counts = new long[stages];
        long[] links = new long[stages];
        long sum = 0;
        for (int i = 0; i < program.rows(); i++) {
            int stage = program.rowStage(i);
            int[] columns = program.columnsOf(i);
            counts[stage]++;
            links[stage] += Arrays.stream(columns).anyMatch(j -> program.columnStage(j) != stage) ? 1 : 0;
            long entries = Arrays.stream(columns)
                    .mapToLong(j -> program.cost(j).pieces())
                    .sum();
            sum += entries + (entries + 1) / 2;
        }
        for (int j = 0; j < program.columns(); j++) {
            sum += counts[Math.min(stages - 1, program.columnStage(j))];
            sum += (long) PER_VARIABLE * program.cost(j).pieces();
        }
        for (int t = 0; t < stages; t++) {
            sum += counts[t] * counts[t] + (t == 0 ? 0 : links[t] * counts[t - 1]);
        }
        return sum;
    }
}
