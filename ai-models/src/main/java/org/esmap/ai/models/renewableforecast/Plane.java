package org.esmap.ai.models.renewableforecast;

/**
 * Irradiance on a tilted plane, W/m².
 *
 * @param beam    from the sun's disc
 * @param diffuse from sky and ground
 * @param cosine  of the beam's angle of incidence
 */
record Plane(double beam, double diffuse, double cosine) {
    private static final double REFRACTIVE_INDEX = 1.526;
    private static final double EXTINCTION_PER_M = 4;
    private static final double GLASS_M = 0.002;

    /** The sky of Perez et al. (1990) and ground that reflects {@code albedo} of the global irradiance evenly. */
    static Plane of(Horizontal sky, Sun sun, double tiltDeg, double azimuthDeg, double albedo) {
        double cosine = sun.cosIncidence(tiltDeg, azimuthDeg);
        double ground = sky.ghi() * albedo * (1 - Math.cos(Math.toRadians(tiltDeg))) / 2;
        double diffuse = PerezSky.diffuse(sky, sun, cosine, tiltDeg);
        return new Plane(Math.max(0, sky.dni() * cosine), diffuse + ground, cosine);
    }

    double total() {
        return beam + diffuse;
    }

    /**
     * What passes the module's glass: the beam times its transmittance over that at normal incidence (De Soto, Klein and
     * Beckman 2006, Solar Energy 80:78; index 1.526, extinction 4/m, 2 mm), the diffuse as it is.
     */
    double transmitted() {
        return beam * modifier(Math.acos(cosine)) + diffuse;
    }

    private static double modifier(double incidence) {
        if (incidence >= Math.PI / 2) {
            return 0;
        }
        double normal = Math.pow((1 - REFRACTIVE_INDEX) / (1 + REFRACTIVE_INDEX), 2);
        double straight = Math.exp(-EXTINCTION_PER_M * GLASS_M) * (1 - normal);
        if (incidence < 1e-6) {
            return 1;
        }
        double inside = Math.asin(Math.sin(incidence) / REFRACTIVE_INDEX);
        double difference = inside - incidence;
        double sum = inside + incidence;
        double reflected =
                (Math.pow(Math.sin(difference) / Math.sin(sum), 2) + Math.pow(Math.tan(difference) / Math.tan(sum), 2))
                        / 2;
        return Math.exp(-EXTINCTION_PER_M * GLASS_M / Math.cos(inside)) * (1 - reflected) / straight;
    }
}
