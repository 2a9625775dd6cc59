package org.esmap.ai.models.renewableforecast;

/**
 * Whether irradiance can be true: the physically possible limits and the closure of Long and Dutton (2002), BSRN Global
 * Network recommended QC tests V2.0. Closure is asked of a sun above 15 degrees alone, below which its position at the middle
 * stands badly for an interval, and with the tolerance that they give a low sun.
 */
final class Plausibility {
    private static final double DARK_ENOUGH = 20;
    private static final double HIGH_SUN_DEG = 75;
    private static final double LIGHT_ENOUGH = 50;
    private static final double TOLERANCE = 1.15;
    /** Beam, reflections and bright clouds together, over the sun's beam outside the air. */
    private static final double MOST_IN_PLANE = 1.5;

    /** Most in-plane irradiance, W/m², of an interval in whose middle the sun is down. */
    private static final double TWILIGHT = 100;

    private Plausibility() {}

    /** Whether {@code w} has light though the sun is down. */
    static boolean isLightAtNight(Weather.Interval w) {
        return w.ghi() > DARK_ENOUGH || w.dni() > DARK_ENOUGH || w.dhi() > DARK_ENOUGH || w.poa() > DARK_ENOUGH;
    }

    /** Whether {@code w} has more light than {@code sun} can give, or members that contradict each other; NaN says nothing. */
    static boolean isContradiction(Weather.Interval w, Sun sun) {
        if (w.poa() > MOST_IN_PLANE * sun.extraterrestrial() || w.poa() > TWILIGHT && sun.isDown()) {
            return true;
        }
        double cosine = Math.max(0, Math.cos(Math.toRadians(sun.zenithDeg())));
        double rise = sun.extraterrestrial() * Math.pow(cosine, 1.2);
        if (w.ghi() > 1.5 * rise + 100 || w.dhi() > 0.95 * rise + 50 || w.dni() > sun.extraterrestrial()) {
            return true;
        }
        if (sun.zenithDeg() > HIGH_SUN_DEG) {
            return false;
        }
        double beam = w.dni() * cosine;
        double parts = orNothing(beam) + orNothing(w.dhi());
        return parts > TOLERANCE * Math.max(LIGHT_ENOUGH, w.ghi())
                || w.ghi() > TOLERANCE * Math.max(LIGHT_ENOUGH, beam + w.dhi());
    }

    private static double orNothing(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
