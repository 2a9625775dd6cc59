package org.esmap.ai.models.renewableforecast;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * {@code settings} of the manifest.
 *
 * @param levels         quantile levels in the order of the ONNX models' outputs; they hold 0.1, 0.5 and 0.9
 * @param pv             what stands in for members of {@code pv} that the caller leaves out
 * @param linkeTurbidity of the clear sky, dimensionless
 * @param shearExponent  of the power law where no roughness is given
 * @param windHeightM    height of the wind where the weather states none, in metres
 * @param spread         of the substitute answer: a factor on the physics for each level
 * @param history        how the caller's history is used
 */
record Settings(
        List<Double> levels,
        PvDefaults pv,
        double linkeTurbidity,
        double shearExponent,
        double windHeightM,
        Spread spread,
        Learning history) {
    /** Defaults of PVWatts (Dobos 2014; NREL PVWatts V8 for {@code gamma}). */
    record PvDefaults(double dcAc, double losses, double gamma, double inverterEff, double albedo) {}

    /** Factors on the physics, one for each level. */
    record Spread(List<Double> solar, List<Double> wind) {
        Spread {
            solar = List.copyOf(solar);
            wind = List.copyOf(wind);
        }
    }

    /**
     * @param least     fewest matched intervals from which anything is learned
     * @param most      newest matched intervals that are used
     * @param prior     how many intervals the untaught answer weighs
     * @param testShare newest part of the history on which skill is measured
     */
    record Learning(int least, int most, double prior, double testShare) {}

    Settings {
        levels = List.copyOf(levels);
        requireNonNull(pv, "settings.pv is missing");
        requireNonNull(spread, "settings.spread is missing");
        requireNonNull(history, "settings.history is missing");
        if (!levels.containsAll(List.of(0.1, 0.5, 0.9))
                || !levels.equals(levels.stream().sorted().toList())
                || spread.solar().size() != levels.size()
                || spread.wind().size() != levels.size()) {
            throw new IllegalArgumentException(
                    "settings.levels must rise, hold 0.1, 0.5 and 0.9, and be as many as each spread, found " + levels);
        }
    }

    int median() {
        return levels.indexOf(0.5);
    }
}
