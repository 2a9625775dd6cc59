package org.esmap.ai.models.renewableforecast;

/** The promise of every answer: 0 at most p10 at most p50 at most p90 at most the capacity, and 0 where all is still. */
final class Bounds {
    private Bounds() {}

    /**
     * Bounded and ordered, outwards from the median.
     *
     * @param quantiles by rising level; not changed
     */
    static double[] within(double[] quantiles, int median, double capacityKw, boolean still) {
        double[] bounded = new double[quantiles.length];
        if (still) {
            return bounded;
        }
        for (int k = 0; k < bounded.length; k++) {
            bounded[k] = Math.min(capacityKw, Math.max(0, rounded(quantiles[k])));
        }
        for (int k = median - 1; k >= 0; k--) {
            bounded[k] = Math.min(bounded[k], bounded[k + 1]);
        }
        for (int k = median + 1; k < bounded.length; k++) {
            bounded[k] = Math.max(bounded[k], bounded[k - 1]);
        }
        return bounded;
    }

    /** To a milliwatt, which no one measures. */
    static double rounded(double kw) {
        return Math.rint(kw * 1e6) / 1e6;
    }
}
