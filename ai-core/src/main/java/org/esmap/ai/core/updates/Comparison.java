package org.esmap.ai.core.updates;

import org.esmap.ai.core.statistics.Share;

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
    /**
     * Compares counts of right answers. The interval is Newcombe's (Statistics in Medicine 17, 1998, 873-890, method 10):
     * it combines the Wilson intervals of both shares and stays honest for few cases and shares near 0 or 1.
     */
    static Comparison of(int cases, int rightCandidate, int rightLive) {
        if (cases == 0) {
            return new Comparison(0, 0, 0, -1, 1);
        }
        Share one = Share.of(rightCandidate, cases);
        Share two = Share.of(rightLive, cases);
        double difference = one.value() - two.value();
        double low = difference - Math.hypot(one.value() - one.low(), two.high() - two.value());
        double high = difference + Math.hypot(one.high() - one.value(), two.value() - two.low());
        return new Comparison(cases, one.value(), two.value(), low, high);
    }

    double difference() {
        return candidate - live;
    }

    /** Whether the candidate is worse by more than {@code margin}, as measured. */
    boolean worseBy(double margin) {
        return cases > 0 && difference() < -margin;
    }
}
