package org.esmap.ai.models.renewableforecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Warning;

/**
 * A solar plant: sun at the interval's middle, sky, plane, module, inverter.
 *
 * @param reference the same with the inverter and the losses of the plants that the learned model knows, 1 kW large
 * @param oriented whether the modules' orientation is known, without which in-plane irradiance has no clear sky to compare
 */
record SolarPlant(
        Site site, PvSystem pv, PvSystem reference, boolean oriented, double linkeTurbidity, double shearExponent)
        implements Plant {
    private static final int FEATURES = 5;
    private static final int CHECK_EVERY = 256;
    private static final double MODULE_WIND_M = 10;
    private static final double BEAM_TOLERANCE = 1.1;
    private static final double CLEAN_SKY_TURBIDITY = 2;
    /** Over the ratio of sizes: where the reference's inverter hardly runs, a larger quotient says nothing. */
    private static final double MOST_SCALE = 2;

    @Override
    public String quantilesFile() {
        return "solar.onnx";
    }

    @Override
    public Physics run(Weather weather, Deadline deadline) {
        int n = weather.size();
        Weather seen = weather.withHourAhead();
        Columns to = new Columns(seen.size());
        for (int i = 0; i < seen.size(); i++) {
            if (i % CHECK_EVERY == 0) {
                deadline.check();
            }
            interval(seen, i, to);
        }
        return new Physics(
                Arrays.copyOf(to.powerKw, n),
                Arrays.copyOf(to.clearKw, n),
                Arrays.copyOf(to.night, n),
                Arrays.copyOf(features(seen, to), n * FEATURES),
                FEATURES,
                pv.acKw(),
                Arrays.copyOf(to.scale, n),
                List.of(
                        new Physics.Driver("sunZenithDeg", Arrays.copyOf(to.zenith, n)),
                        new Physics.Driver("sunAzimuthDeg", Arrays.copyOf(to.azimuth, n)),
                        new Physics.Driver("poaWm2", Arrays.copyOf(to.plane, n))),
                warnings(to));
    }

    /** The columns of an answer while they are being filled. */
    private static final class Columns {
        private final double[] powerKw;
        private final double[] clearKw;
        private final double[] plane;
        private final double[] factor;
        private final double[] scale;
        private final double[] zenith;
        private final double[] azimuth;
        private final boolean[] night;
        private int lightAtNight;
        private int contradictions;

        Columns(int n) {
            powerKw = new double[n];
            clearKw = new double[n];
            plane = new double[n];
            factor = new double[n];
            scale = new double[n];
            zenith = new double[n];
            azimuth = new double[n];
            night = new boolean[n];
        }
    }

    /** Fills one row. */
    private void interval(Weather weather, int i, Columns to) {
        Weather.Interval w = weather.get(i);
        double windMs = Air.powerLaw(w.windMs(), w.windHeightM(), MODULE_WIND_M, shearExponent);
        Sun sun = Sun.at(weather.middle(i), site, w.pressurePa(), w.tempC());
        to.zenith[i] = sun.apparentDeg();
        to.azimuth[i] = sun.azimuthDeg();
        boolean inPlane = weather.given() == Weather.Given.PLANE;
        to.night[i] = inPlane ? isDownAllAlong(weather, i, sun) : sun.isDown();
        if (to.night[i]) {
            boolean light = !w.filled() && Plausibility.isLightAtNight(w) && isDownAllAlong(weather, i, sun);
            to.lightAtNight += light ? 1 : 0;
            return;
        }
        to.contradictions += !w.filled() && Plausibility.isContradiction(w, sun) ? 1 : 0;
        if (inPlane) {
            power(i, w.poa(), w.poa(), w.tempC(), windMs, to);
        } else {
            Plane plane = plane(sky(weather.given(), w, sun), sun);
            power(i, plane.total(), plane.transmitted(), w.tempC(), windMs, to);
        }
        if (inPlane && !oriented) {
            to.clearKw[i] = Double.NaN;
            return;
        }
        Plane clear = plane(Horizontal.clear(sun, site.elevationM(), linkeTurbidity), sun);
        to.clearKw[i] = pv.acKw(clear.total(), clear.transmitted(), w.tempC(), windMs);
    }

    private void power(int i, double planeWm2, double transmittedWm2, double tempC, double windMs, Columns to) {
        double open = pv.openKw(planeWm2, transmittedWm2, tempC, windMs);
        double openReference = reference.openKw(planeWm2, transmittedWm2, tempC, windMs);
        to.plane[i] = planeWm2;
        to.powerKw[i] = pv.limited(open);
        to.factor[i] = Math.min(openReference, 1);
        double sizing = pv.sizing() / reference.sizing();
        to.scale[i] = openReference > 0 ? Math.min(open / pv.acKw() / openReference, MOST_SCALE * sizing) : sizing;
    }

    /** Whether the sun is down at the start, the middle and the end: only then measured light cannot be. */
    private boolean isDownAllAlong(Weather weather, int i, Sun middle) {
        Instant start = weather.start(i).toInstant();
        Weather.Interval w = weather.get(i);
        return middle.isDown()
                && Sun.at(start, site, w.pressurePa(), w.tempC()).isDown()
                && Sun.at(start.plus(weather.step()), site, w.pressurePa(), w.tempC())
                        .isDown();
    }

    private Plane plane(Horizontal sky, Sun sun) {
        return Plane.of(sky, sun, pv.tiltDeg(), pv.azimuthDeg(), pv.albedo());
    }

    private Horizontal sky(Weather.Given given, Weather.Interval w, Sun sun) {
        return switch (given) {
            case GLOBAL -> likely(Horizontal.erbs(w.ghi(), sun), sun);
            case BEAM_DIFFUSE -> Horizontal.ofBeamAndDiffuse(w.dni(), w.dhi(), sun);
            case GLOBAL_DIFFUSE -> likely(Horizontal.ofGlobalAndDiffuse(w.ghi(), w.dhi(), sun), sun);
            case GLOBAL_BEAM -> Horizontal.ofGlobalAndBeam(w.ghi(), w.dni(), sun);
            case ALL -> new Horizontal(w.ghi(), w.dni(), w.dhi());
            case NONE, PLANE -> throw new IllegalStateException("No horizontal irradiance in " + given);
        };
    }

    /** With no more beam than a clean sky lets through, and a tenth: the split of a low sun's light is no better than that. */
    private Horizontal likely(Horizontal sky, Sun sun) {
        double most = BEAM_TOLERANCE
                * Horizontal.clear(sun, site.elevationM(), CLEAN_SKY_TURBIDITY).dni();
        double cosine = Math.max(0, Math.cos(Math.toRadians(sun.zenithDeg())));
        return sky.dni() <= most ? sky : new Horizontal(sky.ghi(), most, sky.ghi() - most * cosine);
    }

    /** Capacity factor, in-plane irradiance, temperature, and how the irradiance bends and climbs over two hours. */
    private float[] features(Weather weather, Columns to) {
        int n = weather.size();
        int hour = weather.perHour();
        float[] features = new float[n * FEATURES];
        for (int i = 0; i < n; i++) {
            double before = to.plane[Math.max(0, i - hour)];
            double after = to.plane[Math.min(n - 1, i + hour)];
            int at = i * FEATURES;
            features[at] = (float) to.factor[i];
            features[at + 1] = (float) (to.plane[i] / 1000);
            features[at + 2] = (float) weather.get(i).tempC();
            features[at + 3] = (float) (Math.abs(to.plane[i] - (before + after) / 2) / 1000);
            features[at + 4] = (float) ((after - before) / 1000);
        }
        return features;
    }

    private static List<Warning> warnings(Columns columns) {
        List<Warning> warnings = new ArrayList<>();
        if (columns.lightAtNight > 0) {
            warnings.add(new Warning(
                    "light-at-night",
                    columns.lightAtNight + " intervals have irradiance while the sun is down; they give no power. Check"
                            + " lat, lon, the offsets of the times, and label."));
        }
        if (columns.contradictions > 0) {
            warnings.add(new Warning(
                    "impossible-light",
                    columns.contradictions
                            + " intervals have more irradiance than the sun can give, or ghi, dni and dhi"
                            + " that contradict each other; their power is not to be trusted. Check the units, lat, lon,"
                            + " the offsets of the times, and label."));
        }
        return warnings;
    }

    @Override
    public List<String> method(Weather.Given given) {
        List<String> steps = new ArrayList<>();
        steps.add("Sun position at the interval's middle: NREL SPA (Reda and Andreas 2004)");
        if (given == Weather.Given.GLOBAL) {
            steps.add("Beam and diffuse from global irradiance: Erbs, Klein and Duffie 1982");
        }
        if (given != Weather.Given.PLANE) {
            steps.add("Irradiance in the plane: Perez et al. 1990, ground albedo " + pv.albedo());
            steps.add("Reflection of the beam: De Soto, Klein and Beckman 2006");
        }
        steps.add("Cell temperature: King, Boyson and Kratochvil 2004, open rack");
        steps.add("DC power and inverter: PVWatts, Dobos 2014");
        if (given != Weather.Given.PLANE || oriented) {
            steps.add("Clear sky: Ineichen and Perez 2002, Linke turbidity " + linkeTurbidity);
        }
        return steps;
    }
}
