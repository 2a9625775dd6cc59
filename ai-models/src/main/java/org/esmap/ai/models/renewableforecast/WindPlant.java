package org.esmap.ai.models.renewableforecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Warning;

/** A wind plant: speed at the hub, density of the air, power curve, wakes. */
record WindPlant(Site site, WindPark park, double shearExponent) implements Plant {
    private static final int FEATURES = 5;
    private static final int CHECK_EVERY = 256;
    private static final double CLOSE_TO_CUT_OUT = 0.93;
    private static final double UNLIKE_PRESSURE = 0.08;

    @Override
    public String quantilesFile() {
        return "wind.onnx";
    }

    @Override
    public Physics run(Weather weather, Deadline deadline) {
        int n = weather.size();
        double[] powerKw = new double[n];
        double[] clearKw = new double[n];
        Arrays.fill(clearKw, Double.NaN);
        double[] hubMs = new double[n];
        double[] alike = new double[n];
        Arrays.fill(alike, 1);
        boolean[] still = new boolean[n];
        float[] features = new float[n * FEATURES];
        for (int i = 0; i < n; i++) {
            if (i % CHECK_EVERY == 0) {
                deadline.check();
            }
            Weather.Interval w = weather.get(i);
            hubMs[i] = park.hubWindMs(w.windMs(), w.windHeightM(), shearExponent);
            still[i] = hubMs[i] > park.curve().cutOutMs();
            PowerCurve curve = park.curve().inAir(Air.densityRatio(pressurePa(w), w.tempC()));
            powerKw[i] = still[i] ? 0 : power(curve, hubMs[i]) * park.count() * park.wakeEff();
            features(curve, hubMs[i], w.tempC(), features, i * FEATURES);
        }
        return new Physics(
                powerKw,
                clearKw,
                still,
                features,
                FEATURES,
                park.highestKw(),
                alike,
                List.of(new Physics.Driver("hubWindMs", hubMs)),
                warnings(weather, hubMs, still));
    }

    private List<Warning> warnings(Weather weather, double[] hubMs, boolean[] still) {
        List<Warning> warnings = new ArrayList<>();
        double cutOutMs = park.curve().cutOutMs();
        long stopped = IntStream.range(0, still.length).filter(i -> still[i]).count();
        if (stopped > 0) {
            warnings.add(new Warning(
                    "wind-beyond-cut-out",
                    "In " + stopped + " of " + still.length + " intervals the wind at the hub passes " + cutOutMs
                            + " m/s, the last speed of the curve with power; they give no"
                            + " power. If that is no storm, check the unit of windMs, the heights, and the curve."));
        }
        long close = IntStream.range(0, still.length)
                .filter(i -> !still[i] && hubMs[i] > CLOSE_TO_CUT_OUT * cutOutMs)
                .count();
        if (close > 0) {
            warnings.add(new Warning(
                    "wind-near-cut-out",
                    "In " + close + " of " + still.length + " intervals the wind at the hub is within 7 % of "
                            + cutOutMs + " m/s, where the turbines stop; the quantiles do not hold that risk."));
        }
        unlike(weather).ifPresent(warnings::add);
        return warnings;
    }

    /** Pressure that is far from what the site's elevation has, as that at sea level is on a mountain. */
    private Optional<Warning> unlike(Weather weather) {
        double expected = Sun.pressurePa(site.elevationM());
        return weather.intervals().stream()
                .mapToDouble(Weather.Interval::pressurePa)
                .filter(found -> Math.abs(found / expected - 1) > UNLIKE_PRESSURE)
                .boxed()
                .findFirst()
                .map(
                        found -> new Warning(
                                "pressure-unlike-elevation",
                                "A pressure of " + Math.round(found) + " Pa was given; " + site.elevationM()
                                        + " m have about "
                                        + Math.round(expected)
                                        + " Pa. It sets the density of the air: is it reduced to sea level, or elevationM missing?"));
    }

    /** Pressure as given, else of the standard atmosphere at the site's elevation; the hub's height is not added. */
    private double pressurePa(Weather.Interval w) {
        return Double.isNaN(w.pressurePa()) ? Sun.pressurePa(site.elevationM()) : w.pressurePa();
    }

    /** In dense air the moved curve ends before the turbine stops; its last power holds until then. */
    private static double power(PowerCurve curve, double speedMs) {
        return curve.at(Math.min(speedMs, curve.cutOutMs()));
    }

    /** Capacity factor, its slope, speed over that of half power, temperature, whether the curve is the caller's. */
    private void features(PowerCurve curve, double speedMs, double tempC, float[] to, int at) {
        double highest = curve.highestKw();
        to[at] = (float) (power(curve, speedMs) / highest);
        to[at + 1] = (float) (curve.slope(speedMs) / highest);
        to[at + 2] = (float) (speedMs / curve.halfPowerMs());
        to[at + 3] = (float) tempC;
        to[at + 4] = park.measured() ? 1 : 0;
    }

    @Override
    public List<String> method(Weather.Given given) {
        return List.of(
                park.roughnessM() == null
                        ? "Wind at the hub: power law with exponent " + Math.rint(shearExponent * 1e4) / 1e4
                        : "Wind at the hub: logarithmic law with roughness " + park.roughnessM() + " m",
                "Air density: speeds of the power curve moved by exponents from 1/3 to 2/3, Svenningsen 2010",
                (park.measured()
                                ? "Power curve of the request"
                                : "Power curve of the turbine table (windpowerlib, OpenEnergy Platform)")
                        + ", " + park.fleet());
    }
}
