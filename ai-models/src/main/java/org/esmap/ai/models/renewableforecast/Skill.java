package org.esmap.ai.models.renewableforecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.models.renewableforecast.Matches.Match;
import org.jspecify.annotations.Nullable;

/**
 * How good forecasts would have been on the newest part of the history, refined by its older part alone. Nights do not
 * count. Null where the history does not say.
 *
 * @param vsPersistence 1 less the ratio of mean absolute errors of p50 and of the power one day before; 0 is no better
 * @param vsClimatology the same against the mean of the older part by hour of the day
 * @param pinball       mean pinball loss of p10, p50 and p90, kW
 * @param coverage      share of actual power from p10 to p90, for which 0.8 is right
 * @param maeKw         mean absolute error of p50
 * @param intervals     on how many intervals this was measured
 */
record Skill(
        @Nullable Double vsPersistence,
        @Nullable Double vsClimatology,
        @Nullable Double pinball,
        @Nullable Double coverage,
        @Nullable Double maeKw,
        int intervals) {
    static final Skill UNKNOWN = new Skill(null, null, null, null, null, 0);
    private static final Duration DAY = Duration.ofDays(1);

    /** A forecast of an interval beside what happened. */
    private record Outcome(int index, double low, double middle, double high, double actualKw) {
        double error() {
            return Math.abs(actualKw - middle);
        }

        double pinball() {
            return (loss(low, 0.1) + loss(middle, 0.5) + loss(high, 0.9)) / 3;
        }

        private double loss(double quantile, double level) {
            double error = actualKw - quantile;
            return Math.max(level * error, (level - 1) * error);
        }
    }

    static Skill measure(List<Match> matches, Weather weather, History history, Settings settings, double capacityKw) {
        int split = (int) Math.floor(matches.size() * (1 - settings.history().testShare()));
        if (split < settings.history().least() || split == matches.size()) {
            return UNKNOWN;
        }
        List<Match> older = matches.subList(0, split);
        Refinement refinement = Refinement.learn(older, settings, capacityKw);
        List<Outcome> outcomes = matches.subList(split, matches.size()).stream()
                .map(m -> outcome(m, refinement, settings, capacityKw))
                .toList();
        return of(outcomes, older, weather, history);
    }

    private static Outcome outcome(Match match, Refinement refinement, Settings settings, double capacityKw) {
        int median = settings.median();
        double[] q = Bounds.within(refinement.apply(match.quantiles(), median), median, capacityKw, false);
        return new Outcome(
                match.index(),
                q[settings.levels().indexOf(0.1)],
                q[median],
                q[settings.levels().indexOf(0.9)],
                match.actualKw());
    }

    private static Skill of(List<Outcome> outcomes, List<Match> older, Weather weather, History history) {
        double n = outcomes.size();
        Map<Integer, Double> usual = byHour(older, weather);
        List<double[]> persistence = new ArrayList<>();
        List<double[]> climatology = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Instant time = weather.get(outcome.index()).time().toInstant();
            Double before = history.byTime().get(time.minus(DAY));
            if (before != null) {
                persistence.add(new double[] {outcome.error(), Math.abs(outcome.actualKw() - before)});
            }
            Double mean = usual.get(weather.start(outcome.index()).getHour());
            if (mean != null) {
                climatology.add(new double[] {outcome.error(), Math.abs(outcome.actualKw() - mean)});
            }
        }
        long covered = outcomes.stream()
                .filter(o -> o.actualKw() >= o.low() && o.actualKw() <= o.high())
                .count();
        return new Skill(
                gain(persistence),
                gain(climatology),
                outcomes.stream().mapToDouble(Outcome::pinball).sum() / n,
                covered / n,
                outcomes.stream().mapToDouble(Outcome::error).sum() / n,
                outcomes.size());
    }

    private static Map<Integer, Double> byHour(List<Match> older, Weather weather) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (Match match : older) {
            double[] sum = sums.computeIfAbsent(weather.start(match.index()).getHour(), h -> new double[2]);
            sum[0] += match.actualKw();
            sum[1]++;
        }
        Map<Integer, Double> means = new HashMap<>();
        sums.forEach((hour, sum) -> means.put(hour, sum[0] / sum[1]));
        return means;
    }

    /** Pairs of our error and the reference's; a reference that is right but for rounding says nothing. */
    private static @Nullable Double gain(List<double[]> errors) {
        double ours = errors.stream().mapToDouble(e -> e[0]).sum();
        double reference = errors.stream().mapToDouble(e -> e[1]).sum();
        return Bounds.rounded(reference) > 0 ? 1 - ours / reference : null;
    }
}
