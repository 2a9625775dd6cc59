package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * {@code solver.json} of the bundle: limits, tolerances and the emission table.
 *
 * @param limits        bounds on the size of a question
 * @param tolerances    how exact answers must be
 * @param emissions     t CO2 per MWh by fuel, with the words that sources use for it
 * @param assumedFuel   the fuel of a generator whose source names none
 * @param commitment    figures of the integer search
 * @param recommend     how many changes are tried, and how large they are
 * @param weightedCo2Price $/t that the objective {@code weighted} adds
 * @param lexicographicCo2Price $/t at which the objective {@code co2} weighs emissions against cost
 * @param lexicographicShedTPerMwh t CO2 that the objective {@code co2} counts for a MWh of shed load beside its value
 */
@JsonIgnoreProperties("sources")
record Settings(
        Limits limits,
        Tolerances tolerances,
        Map<String, Fuel> emissions,
        String assumedFuel,
        Commitment commitment,
        Recommend recommend,
        double weightedCo2Price,
        double lexicographicCo2Price,
        double lexicographicShedTPerMwh) {
    record Limits(
            int buses,
            int branches,
            int generators,
            int steps,
            int storages,
            int renewables,
            int quantities,
            int lineFactors) {}

    record Tolerances(double violationMw, double gap, int rounds, int linesARound) {}

    record Fuel(double tPerMwh, List<String> aliases) {}

    record Commitment(int tangents, double targetGap, double shareOfTime, int passes) {
        /** The same, with no more of a gap than rounding leaves. */
        Commitment exact() {
            return new Commitment(tangents, 1e-9, shareOfTime, passes);
        }
    }

    /**
     * The search for changes: {@code each} of a kind, within {@code shareOfTime} of what the question allows, and within
     * {@code seconds} or {@code shareOfAnswer} of what the answer itself took, whichever is longer.
     */
    record Recommend(
            int each,
            double shareOfTime,
            double seconds,
            double shareOfAnswer,
            List<Double> lineMva,
            double storageMw,
            double storageHours,
            double shiftMw) {}

    Settings {
        emissions = Map.copyOf(emissions);
        if (!emissions.containsKey(assumedFuel)) {
            throw new IllegalArgumentException("solver.json: assumedFuel '" + assumedFuel + "' is not in emissions");
        }
    }
}
