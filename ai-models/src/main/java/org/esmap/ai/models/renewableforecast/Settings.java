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
    /** Defaults of PVWatts (Dobos 2014; NREL PVWatts V8 for {@code gamma}), in the ranges that callers may ask for. */
    record PvDefaults(double dcAc, double losses, double gamma, double inverterEff, double albedo) {
        PvDefaults {
            require("pv.dcAc", dcAc, 0.2, 5);
            require("pv.losses", losses, 0, 0.9);
            require("pv.gamma", gamma, -0.02, 0.005);
            require("pv.inverterEff", inverterEff, 0.5, 1);
            require("pv.albedo", albedo, 0, 1);
        }
    }

    /** Factors on the physics, one for each level. */
    record Spread(List<Double> solar, List<Double> wind) {
        Spread {
            solar = List.copyOf(solar);
            wind = List.copyOf(wind);
            solar.forEach(factor -> require("spread.solar", factor, 0, 10));
            wind.forEach(factor -> require("spread.wind", factor, 0, 10));
        }
    }

    /**
     * @param least     fewest matched intervals from which anything is learned
     * @param most      newest matched intervals that are used
     * @param prior     how many intervals the untaught answer weighs
     * @param testShare newest part of the history on which skill is measured
     */
    record Learning(int least, int most, double prior, double testShare) {
        Learning {
            require("history.least", least, 1, Integer.MAX_VALUE);
            require("history.most", most, least, Integer.MAX_VALUE);
            require("history.prior", prior, 0, Integer.MAX_VALUE);
            require("history.testShare", testShare, 0, 1);
        }
    }

    Settings {
        levels = List.copyOf(levels);
        levels.forEach(level -> require("levels", level, 0, 1));
        require("linkeTurbidity", linkeTurbidity, 1, 20);
        require("shearExponent", shearExponent, 0, 1);
        require("windHeightM", windHeightM, 0.1, 500);
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

    private static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "settings." + name + " must be " + least + " to " + most + ", found " + value);
        }
    }

    int median() {
        return levels.indexOf(0.5);
    }
}
