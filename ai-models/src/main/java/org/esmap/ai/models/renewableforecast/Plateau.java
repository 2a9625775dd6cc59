package org.esmap.ai.models.renewableforecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.models.renewableforecast.Matches.Match;

/**
 * Entries of a history that stand at one power while the forecast for their weather goes up and down above it: a plant
 * held back by the grid, or at a standstill. A plant that merely makes less does not stand still while the weather moves.
 *
 * @param entries    how many
 * @param powerKw    the least of them
 * @param lowestKw   least forecast for them
 * @param highestKw  greatest forecast for them; forecasts end at the capacity
 */
record Plateau(int entries, double powerKw, double lowestKw, double highestKw) {
    private static final int LEAST_ENTRIES = 12;
    private static final double LEAST_SHARE = 0.05;
    /** How far the forecast lies above the history, and how far it moves, over the capacity. */
    private static final double CLEARLY = 0.1;
    /** How far power that is held may stray, over itself. */
    private static final double STRAY = 0.01;

    /** The widest plateau of {@code matches}, whose forecasts stand at {@code median}. */
    static Optional<Plateau> of(List<Match> matches, int median, double capacityKw) {
        List<Match> below = matches.stream()
                .filter(m -> forecastKw(m, median, capacityKw) >= m.actualKw() + CLEARLY * capacityKw)
                .sorted(Comparator.comparingDouble(Match::actualKw))
                .toList();
        List<Match> held = longest(below);
        if (held.size() < Math.max(LEAST_ENTRIES, LEAST_SHARE * matches.size())) {
            return Optional.empty();
        }
        DoubleSummaryStatistics forecast = held.stream()
                .mapToDouble(m -> forecastKw(m, median, capacityKw))
                .summaryStatistics();
        boolean moves = forecast.getMax() - forecast.getMin() >= CLEARLY * capacityKw;
        return moves && !isCoarse(matches, held)
                ? Optional.of(new Plateau(held.size(), held.get(0).actualKw(), forecast.getMin(), forecast.getMax()))
                : Optional.empty();
    }

    private static double forecastKw(Match match, int median, double capacityKw) {
        return Math.min(match.quantiles()[median], capacityKw);
    }

    /** The longest run of like powers in {@code rising} order. */
    private static List<Match> longest(List<Match> rising) {
        List<Match> longest = List.of();
        int from = 0;
        for (int to = 0; to < rising.size(); to++) {
            while (rising.get(to).actualKw() > rising.get(from).actualKw() * (1 + STRAY)) {
                from++;
            }
            if (to + 1 - from > longest.size()) {
                longest = rising.subList(from, to + 1);
            }
        }
        return longest;
    }

    /** Whether the other powers recur too, as rounded ones do. */
    private static boolean isCoarse(List<Match> matches, List<Match> held) {
        double least = held.get(0).actualKw();
        double most = held.get(held.size() - 1).actualKw();
        double[] others = matches.stream()
                .mapToDouble(Match::actualKw)
                .filter(power -> power < least || power > most)
                .toArray();
        return 2 * Arrays.stream(others).distinct().count() < others.length;
    }
}
