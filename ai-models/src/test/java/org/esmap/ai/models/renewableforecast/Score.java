package org.esmap.ai.models.renewableforecast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** What was forecast of a set of intervals, beside what the physics said and what happened. */
final class Score {
    private static final Logger LOG = System.getLogger(Score.class.getName());

    private double ours;
    private double physics;
    private double error;
    private double physicsError;
    private double expectedError;
    private int covered;
    private int n;

    void add(double p10, double p50, double p90, double alone, double actual, double expected) {
        ours += (loss(actual - p10, 0.1) + loss(actual - p50, 0.5) + loss(actual - p90, 0.9)) / 3;
        physics += (loss(actual - alone, 0.1) + loss(actual - alone, 0.5) + loss(actual - alone, 0.9)) / 3;
        error += Math.abs(actual - p50);
        physicsError += Math.abs(actual - alone);
        expectedError += Math.abs(actual - expected);
        covered += actual >= p10 && actual <= p90 ? 1 : 0;
        n++;
    }

    private static double loss(double error, double level) {
        return Math.max(level * error, (level - 1) * error);
    }

    double gain() {
        return 1 - ours / physics;
    }

    double coverage() {
        return (double) covered / n;
    }

    double mae() {
        return error / n;
    }

    double expectedMae() {
        return expectedError / n;
    }

    void print(String name) {
        LOG.log(
                Level.INFO,
                String.format(
                        Locale.ROOT,
                        "renewable-forecast, %s: n %d, pinball %.5g (physics %.5g, %.1f %% below), p10 to p90 covers"
                                + " %.1f %%, MAE %.5g (physics %.5g, expected %.5g)",
                        name,
                        n,
                        ours / n,
                        physics / n,
                        100 * gain(),
                        100 * coverage(),
                        mae(),
                        physicsError / n,
                        expectedMae()));
    }
}
