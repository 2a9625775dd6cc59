package org.esmap.ai.models.renewableforecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.esmap.ai.models.renewableforecast.Matches.Match;

/**
 * What a plant's history teaches: its bias as a factor on all quantiles, and the width of its spread as a conformal factor
 * on each quantile's distance from the median (split conformal prediction, Vovk et al. 2005; scaled as in Romano, Patterson
 * and Candès 2019). Little history moves the answer little.
 *
 * @param ratio  of the history's power to the forecast's; NaN where nothing was learned
 * @param scale  factor on the median: the ratio within limits, and nearer to 1 the less was known
 * @param widths factor on each quantile's distance from it
 */
record Refinement(double ratio, double scale, double[] widths) {
    private static final double LEAST_SCALE = 0.25;
    private static final double MOST_SCALE = 2;
    private static final double LEAST_WIDTH = 0.2;
    private static final double MOST_WIDTH = 5;
    private static final double NARROWEST = 0.002;
    private static final double FULL = 0.95;

    /** Leaves quantiles as they are. */
    static Refinement none(int levels) {
        double[] ones = new double[levels];
        Arrays.fill(ones, 1);
        return new Refinement(Double.NaN, 1, ones);
    }

    /** Learns from the newest of {@code matches}; nothing where they are too few. */
    static Refinement learn(List<Match> matches, Settings settings, double capacityKw) {
        int levels = settings.levels().size();
        Settings.Learning learning = settings.history();
        if (matches.size() < learning.least()) {
            return none(levels);
        }
        List<Match> newest = matches.subList(Math.max(0, matches.size() - learning.most()), matches.size());
        double trust = newest.size() / (newest.size() + learning.prior());
        int median = settings.median();
        double ratio = ratio(newest, median, capacityKw);
        double scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, 1 + trust * (ratio - 1)));
        double[] widths = new double[levels];
        for (int k = 0; k < levels; k++) {
            double factor = k == median
                    ? 1
                    : width(newest, scale, k, median, settings.levels().get(k), capacityKw);
            widths[k] = 1 + trust * (Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, factor)) - 1);
        }
        return new Refinement(ratio, scale, widths);
    }

    boolean isLearned() {
        return !Double.isNaN(ratio);
    }

    /** Whether the history is so unlike the forecast that it cannot be learned in full. */
    boolean isLimited() {
        return ratio < LEAST_SCALE || ratio > MOST_SCALE;
    }

    /**
     * The factor with the least absolute error: the median of actual over forecast, weighted by forecast. Forecasts end at
     * the capacity: what an inverter cuts off is no bias.
     */
    private static double ratio(List<Match> matches, int median, double capacityKw) {
        List<double[]> ratios = matches.stream()
                .filter(m -> m.quantiles()[median] > 0)
                .map(m -> {
                    double forecast = Math.min(capacityKw, m.quantiles()[median]);
                    return new double[] {m.actualKw() / forecast, forecast};
                })
                .sorted(Comparator.comparingDouble(r -> r[0]))
                .toList();
        double half = ratios.stream().mapToDouble(r -> r[1]).sum() / 2;
        double sum = 0;
        for (double[] ratio : ratios) {
            sum += ratio[1];
            if (sum >= half) {
                return ratio[0];
            }
        }
        return 1;
    }

    /** Where the forecast passes the capacity and the plant about reached it, nothing is learned of how far it may fall. */
    private static double width(List<Match> matches, double scale, int k, int median, double level, double capacityKw) {
        int side = Integer.signum(k - median);
        double[] scores = matches.stream()
                .mapToDouble(m -> {
                    double middle = m.quantiles()[median];
                    if (side < 0 && scale * middle >= capacityKw && m.actualKw() >= FULL * capacityKw) {
                        return Double.NEGATIVE_INFINITY;
                    }
                    double distance = Math.max(NARROWEST * capacityKw, scale * Math.abs(m.quantiles()[k] - middle));
                    return side * (m.actualKw() - scale * middle) / distance;
                })
                .sorted()
                .toArray();
        double share = side > 0 ? level : 1 - level;
        int rank = (int) Math.ceil((scores.length + 1) * share);
        return scores[Math.min(scores.length, rank) - 1];
    }

    double[] apply(double[] quantiles, int median) {
        double[] refined = new double[quantiles.length];
        for (int k = 0; k < refined.length; k++) {
            refined[k] = scale * (quantiles[median] + widths[k] * (quantiles[k] - quantiles[median]));
        }
        return refined;
    }
}
