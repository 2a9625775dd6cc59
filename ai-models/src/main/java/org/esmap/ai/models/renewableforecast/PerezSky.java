package org.esmap.ai.models.renewableforecast;

/**
 * The anisotropic diffuse sky of Perez, Ineichen, Seals, Michalsky and Stewart (1990), Modeling daylight availability and
 * irradiance components from direct and global irradiance, Solar Energy 44:271; coefficients of its table for all sites.
 */
final class PerezSky {
    private static final double[] CLEARNESS = {1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2};
    private static final double[][] F = {
        {-0.0080, 0.5880, -0.0620, -0.0600, 0.0720, -0.0220},
        {0.1300, 0.6830, -0.1510, -0.0190, 0.0660, -0.0290},
        {0.3300, 0.4870, -0.2210, 0.0550, -0.0640, -0.0260},
        {0.5680, 0.1870, -0.2950, 0.1090, -0.1520, -0.0140},
        {0.8730, -0.3920, -0.3620, 0.2260, -0.4620, 0.0010},
        {1.1320, -1.2370, -0.4120, 0.2880, -0.8230, 0.0560},
        {1.0600, -1.6000, -0.3590, 0.2640, -1.1270, 0.1310},
        {0.6780, -0.3270, -0.2500, 0.1560, -1.3770, 0.2510}
    };
    private static final double KAPPA = 1.041;
    private static final double HIGHEST_ZENITH_DEG = 85;

    private PerezSky() {}

    /** Diffuse irradiance from the sky on a plane that the beam meets at an angle of the cosine {@code cosIncidence}. */
    static double diffuse(Horizontal sky, Sun sun, double cosIncidence, double tiltDeg) {
        if (sky.dhi() <= 0) {
            return 0;
        }
        double zenith = Math.toRadians(sun.apparentDeg());
        double cube = KAPPA * zenith * zenith * zenith;
        double clearness = ((sky.dhi() + sky.dni()) / sky.dhi() + cube) / (1 + cube);
        double[] f = F[bin(clearness)];
        double brightness = sky.dhi() * sun.airMass() / sun.extraterrestrial();
        double circumsolar = Math.max(0, f[0] + f[1] * brightness + f[2] * zenith);
        double horizon = f[3] + f[4] * brightness + f[5] * zenith;
        double tilt = Math.toRadians(tiltDeg);
        double a = Math.max(0, cosIncidence);
        double b = Math.max(Math.cos(Math.toRadians(HIGHEST_ZENITH_DEG)), Math.cos(zenith));
        double dome = (1 - circumsolar) * (1 + Math.cos(tilt)) / 2;
        return Math.max(0, sky.dhi() * (dome + circumsolar * a / b + horizon * Math.sin(tilt)));
    }

    private static int bin(double clearness) {
        int bin = 0;
        while (bin < CLEARNESS.length && clearness >= CLEARNESS[bin]) {
            bin++;
        }
        return bin;
    }
}
