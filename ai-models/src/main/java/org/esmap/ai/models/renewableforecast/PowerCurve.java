package org.esmap.ai.models.renewableforecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Power of one turbine by wind speed at its hub in standard air; straight between points, 0 outside them.
 *
 * @param windMs  rising
 * @param powerKw as many, not negative
 */
record PowerCurve(double[] windMs, double[] powerKw) {
    private static final double SLOPE_STEP = 0.05;
    private static final int FEWEST_POINTS = 2;
    private static final double FASTEST_MS = 120;

    /** Whether speeds rise from 0 or more to 120 m/s at most, and there are as many powers, none below 0. */
    static boolean isOne(double[] windMs, double[] powerKw) {
        return windMs.length >= FEWEST_POINTS
                && windMs.length == powerKw.length
                && windMs[0] >= 0
                && windMs[windMs.length - 1] <= FASTEST_MS
                && IntStream.range(1, windMs.length).allMatch(i -> windMs[i] > windMs[i - 1])
                && Arrays.stream(powerKw).allMatch(power -> power >= 0 && Double.isFinite(power));
    }

    /** The curve up to its last point with power: tables go on with zeros beyond the speed at which a turbine stops. */
    static PowerCurve untilCutOut(double[] windMs, double[] powerKw) {
        int points = powerKw.length;
        while (points > FEWEST_POINTS && powerKw[points - 1] == 0) {
            points--;
        }
        return new PowerCurve(Arrays.copyOf(windMs, points), Arrays.copyOf(powerKw, points));
    }

    /** The curve in air of another density: its speeds move with exponents from 1/3 to 2/3 (Svenningsen 2010, EMD). */
    PowerCurve inAir(double densityRatio) {
        double[] moved = new double[windMs.length];
        for (int i = 0; i < moved.length; i++) {
            double share = Math.max(0, Math.min(1, (windMs[i] - 7.5) / 5));
            moved[i] = windMs[i] * Math.pow(densityRatio, -(1 + share) / 3);
        }
        return new PowerCurve(moved, powerKw);
    }

    double at(double speedMs) {
        int last = windMs.length - 1;
        if (speedMs < windMs[0] || speedMs > windMs[last]) {
            return 0;
        }
        int i = 1;
        while (i < last && windMs[i] < speedMs) {
            i++;
        }
        double share = (speedMs - windMs[i - 1]) / (windMs[i] - windMs[i - 1]);
        return powerKw[i - 1] + share * (powerKw[i] - powerKw[i - 1]);
    }

    /** Change of power over the change of the speed's logarithm, from 5 % below to 5 % above; the last power holds beyond. */
    double slope(double speedMs) {
        double above = at(Math.min(cutOutMs(), speedMs * (1 + SLOPE_STEP)));
        double below = at(Math.min(cutOutMs(), speedMs * (1 - SLOPE_STEP)));
        return (above - below) / (2 * SLOPE_STEP);
    }

    double highestKw() {
        double highest = 0;
        for (double power : powerKw) {
            highest = Math.max(highest, power);
        }
        return highest;
    }

    double cutOutMs() {
        return windMs[windMs.length - 1];
    }

    /** The lowest speed of half the highest power. */
    double halfPowerMs() {
        double half = highestKw() / 2;
        int i = 0;
        while (powerKw[i] < half) {
            i++;
        }
        return i == 0
                ? windMs[0]
                : windMs[i - 1] + (half - powerKw[i - 1]) / (powerKw[i] - powerKw[i - 1]) * (windMs[i] - windMs[i - 1]);
    }
}
