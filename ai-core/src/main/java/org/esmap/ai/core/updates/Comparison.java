package org.esmap.ai.core.updates;

/**
 * The share of right answers of a candidate against that of the live version on the same cases.
 *
 * @param cases     how many
 * @param candidate share of the candidate, 0 to 1
 * @param live      share of the live version, 0 to 1
 * @param low       lower end of the 95 % interval of the difference
 * @param high      upper end of it
 */
record Comparison(int cases, double candidate, double live, double low, double high) {
    private static final double Z = 1.959964;

    /**
     * Compares counts of right answers. The interval is Newcombe's (Statistics in Medicine 17, 1998, 873-890, method 10):
     * it combines the Wilson intervals of both shares and stays honest for few cases and shares near 0 or 1.
     */
    static Comparison of(int cases, int rightCandidate, int rightLive) {
        if (cases == 0) {
            return new Comparison(0, 0, 0, -1, 1);
        }
        double p1 = (double) rightCandidate / cases;
        double p2 = (double) rightLive / cases;
        double[] w1 = wilson(p1, cases);
        double[] w2 = wilson(p2, cases);
        double difference = p1 - p2;
        double low = difference - Math.hypot(p1 - w1[0], w2[1] - p2);
        double high = difference + Math.hypot(w1[1] - p1, p2 - w2[0]);
        return new Comparison(cases, p1, p2, low, high);
    }

    double difference() {
        return candidate - live;
    }

    /** Whether the candidate is worse by more than {@code margin}, as measured. */
    boolean worseBy(double margin) {
        return cases > 0 && difference() < -margin;
    }

    /** Wilson's score interval of a share (Journal of the American Statistical Association 22, 1927, 209-212). */
    private static double[] wilson(double p, int n) {
        double z2 = Z * Z;
        double middle = p + z2 / (2 * n);
        double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        double scale = 1 + z2 / n;
        return new double[] {Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)};
    }
}
