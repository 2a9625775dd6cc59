package org.esmap.ai.models.gridoptimizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How prices of a bus differ from step to step. */
final class Spreads {
    private Spreads() {}

    /** By bus, the highest price less the lowest. */
    static double[] of(double[][] prices) {
        return IntStream.range(0, prices[0].length)
                .mapToDouble(n -> {
                    double[] over = overTime(prices, n);
                    return Arrays.stream(over).max().orElse(0) - over[least(over)];
                })
                .toArray();
    }

    /** By step, the price of bus {@code n}. */
    static double[] overTime(double[][] prices, int n) {
        return IntStream.range(0, prices.length).mapToDouble(t -> prices[t][n]).toArray();
    }

    /** The place of the least value. */
    static int least(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] < values[best] ? i : best;
        }
        return best;
    }
}
