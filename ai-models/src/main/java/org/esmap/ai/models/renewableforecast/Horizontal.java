package org.esmap.ai.models.renewableforecast;

/**
 * Irradiance of the sky, W/m².
 *
 * @param ghi global, on a level plane
 * @param dni beam, facing the sun
 * @param dhi diffuse, on a level plane
 */
record Horizontal(double ghi, double dni, double dhi) {
    static final Horizontal DARK = new Horizontal(0, 0, 0);
    private static final double LOWEST_COSINE = 0.065;
    private static final double LOWEST_SUN_DEG = 87;

    /**
     * Splits a global irradiance by its clearness (Erbs, Klein and Duffie 1982, Solar Energy 28:293). Below 3 degrees of
     * height all of it is diffuse.
     */
    static Horizontal erbs(double ghi, Sun sun) {
        double cosine = Math.cos(Math.toRadians(sun.zenithDeg()));
        double kt = ghi / (sun.extraterrestrial() * Math.max(cosine, LOWEST_COSINE));
        kt = Math.max(0, Math.min(kt, 1));
        double share = kt <= 0.22
                ? 1 - 0.09 * kt
                : kt <= 0.8 ? 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336))) : 0.165;
        double dhi = share * ghi;
        if (sun.zenithDeg() > LOWEST_SUN_DEG) {
            return new Horizontal(ghi, 0, ghi);
        }
        return new Horizontal(ghi, beam(ghi - dhi, cosine, sun), dhi);
    }

    /** From beam and diffuse. */
    static Horizontal ofBeamAndDiffuse(double dni, double dhi, Sun sun) {
        return new Horizontal(dhi + dni * Math.max(0, Math.cos(Math.toRadians(sun.zenithDeg()))), dni, dhi);
    }

    /** From global and diffuse; a sun below 3 degrees gives no beam. */
    static Horizontal ofGlobalAndDiffuse(double ghi, double dhi, Sun sun) {
        double cosine = Math.cos(Math.toRadians(sun.zenithDeg()));
        double dni = sun.zenithDeg() > LOWEST_SUN_DEG ? 0 : beam(ghi - dhi, cosine, sun);
        return new Horizontal(ghi, dni, dhi);
    }

    /** The beam that gives {@code level} W/m² on a level plane, at most that outside the air. */
    private static double beam(double level, double cosine, Sun sun) {
        return Math.max(0, Math.min(level / cosine, sun.extraterrestrial()));
    }

    /** From global and beam. */
    static Horizontal ofGlobalAndBeam(double ghi, double dni, Sun sun) {
        double beam = dni * Math.max(0, Math.cos(Math.toRadians(sun.zenithDeg())));
        return new Horizontal(ghi, dni, Math.max(0, ghi - beam));
    }

    /**
     * The sky without clouds (Ineichen and Perez 2002, Solar Energy 73:151) at a height in metres, for the Linke turbidity
     * {@code turbidity}.
     */
    static Horizontal clear(Sun sun, double elevationM, double turbidity) {
        if (sun.isDown()) {
            return DARK;
        }
        double cosine = Math.max(0, Math.cos(Math.toRadians(sun.apparentDeg())));
        double mass = sun.airMass() * Sun.pressurePa(elevationM) / Air.STANDARD_PRESSURE_PA;
        double fh1 = Math.exp(-elevationM / 8000);
        double fh2 = Math.exp(-elevationM / 1250);
        double cg1 = 5.09e-5 * elevationM + 0.868;
        double cg2 = 3.92e-5 * elevationM + 0.0387;
        double ghi = cg1 * sun.extraterrestrial() * cosine * Math.exp(-cg2 * mass * (fh1 + fh2 * (turbidity - 1)));
        double beam = sun.extraterrestrial() * (0.664 + 0.163 / fh1) * Math.exp(-0.09 * mass * (turbidity - 1));
        double most = cosine == 0
                ? 0
                : ghi * Math.max(0, (1 - (0.1 - 0.2 * Math.exp(-turbidity)) / (0.1 + 0.882 / fh1)) / cosine);
        double dni = Math.min(Math.max(0, beam), most);
        return new Horizontal(ghi, dni, ghi - dni * cosine);
    }
}
