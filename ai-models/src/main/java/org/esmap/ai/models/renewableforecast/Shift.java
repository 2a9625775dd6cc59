package org.esmap.ai.models.renewableforecast;

import java.time.Duration;
import java.util.Arrays;

/** By how much the times of a history lie beside those of its weather: a wrong offset, label or azimuth. */
final class Shift {
    private static final Duration MOST = Duration.ofHours(12);
    /** A shift must leave at most this share of what the physics leaves unexplained without it. */
    private static final double MUCH_BETTER = 0.5;

    private Shift() {}

    /**
     * The shift with which the physics, times whatever factor fits best, explains the history far better than without.
     *
     * @param least known intervals that it takes to tell
     * @return intervals by which the history is late; negative where it is early, 0 where no shift is far better
     */
    static int of(Weather weather, History history, Physics physics, int least) {
        double[] actual = new double[weather.size()];
        for (int i = 0; i < actual.length; i++) {
            Double known = history.byTime().get(weather.get(i).time().toInstant());
            actual[i] = known == null || weather.get(i).filled() ? Double.NaN : known;
        }
        int most = (int) Math.min(MOST.dividedBy(weather.step()), actual.length / 4);
        int known = (int) Arrays.stream(actual, most, actual.length - most)
                .filter(power -> !Double.isNaN(power))
                .count();
        if (known < least) {
            return 0;
        }
        int best = 0;
        double leastLeft = MUCH_BETTER * unexplained(actual, physics.powerKw(), 0, most);
        for (int late = -most; late <= most; late++) {
            double left = unexplained(actual, physics.powerKw(), late, most);
            if (left < leastLeft) {
                best = late;
                leastLeft = left;
            }
        }
        return best;
    }

    /** The share of the history's squares that the physics of {@code late} intervals before leaves; the same entries for all. */
    private static double unexplained(double[] actual, double[] physics, int late, int most) {
        double both = 0;
        double ofActual = 0;
        double ofPhysics = 0;
        for (int i = most; i < actual.length - most; i++) {
            if (!Double.isNaN(actual[i])) {
                both += actual[i] * physics[i - late];
                ofActual += actual[i] * actual[i];
                ofPhysics += physics[i - late] * physics[i - late];
            }
        }
        return ofActual == 0 || ofPhysics == 0 ? 1 : 1 - both * both / (ofActual * ofPhysics);
    }
}
