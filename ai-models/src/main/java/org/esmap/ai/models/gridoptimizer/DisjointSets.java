package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;

/** Which of the numbers 0 to size - 1 have been joined, directly or through others. Not thread-safe. */
final class DisjointSets {
    private final int[] root;

    DisjointSets(int size) {
        root = new int[size];
        Arrays.setAll(root, i -> i);
    }

    void join(int a, int b) {
        root[of(a)] = of(b);
    }

    /** The number that stands for all that {@code i} is joined with. */
    int of(int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }
}
