package org.esmap.ai.models.renewableforecast;

/** The air that turbines turn in, against the standard atmosphere at sea level (ISO 2533: 101325 Pa, 15 °C, 1.225 kg/m³). */
final class Air {
    static final double STANDARD_PRESSURE_PA = 101_325;
    static final double STANDARD_TEMPERATURE_K = 288.15;

    private Air() {}

    /** Density over the standard density, by the law of ideal gases. */
    static double densityRatio(double pressurePa, double tempC) {
        return pressurePa / STANDARD_PRESSURE_PA * (STANDARD_TEMPERATURE_K / (tempC + 273.15));
    }

    /**
     * Wind speed at another height over ground of roughness {@code roughnessM} (logarithmic law, neutral layering). Both
     * heights lie above the roughness.
     */
    static double logLaw(double speedMs, double fromM, double toM, double roughnessM) {
        return speedMs * Math.log(toM / roughnessM) / Math.log(fromM / roughnessM);
    }

    /** Wind speed at another height by the power law of Hellmann. */
    static double powerLaw(double speedMs, double fromM, double toM, double exponent) {
        return speedMs * Math.pow(toM / fromM, exponent);
    }
}
