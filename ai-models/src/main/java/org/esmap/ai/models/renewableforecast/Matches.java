package org.esmap.ai.models.renewableforecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where weather and history meet. */
final class Matches {
    private Matches() {}

    /**
     * An interval whose power is known.
     *
     * @param index     of the interval
     * @param quantiles what the learned model says of it, in kW
     * @param actualKw  what the plant made
     */
    record Match(int index, double[] quantiles, double actualKw) {}

    /** In the order of time, without intervals in which nothing can be made: nights teach nothing. */
    static List<Match> of(Weather weather, History history, Physics physics, double[][] quantiles) {
        Map<java.time.Instant, Double> known = history.byTime();
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < weather.size(); i++) {
            Double actual = known.get(weather.get(i).time().toInstant());
            boolean dark =
                    physics.still()[i] || (physics.powerKw()[i] <= 0 && quantiles[i][quantiles[i].length - 1] <= 0);
            if (actual != null && !dark && !weather.get(i).filled()) {
                matches.add(new Match(i, quantiles[i], actual));
            }
        }
        return matches;
    }
}
