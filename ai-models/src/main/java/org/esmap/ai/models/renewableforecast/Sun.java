package org.esmap.ai.models.renewableforecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.e175.klaus.solarpositioning.DeltaT;
import net.e175.klaus.solarpositioning.SPA;

/**
 * Where the sun stands, by NREL's Solar Position Algorithm (Reda and Andreas 2004, NREL/TP-560-34302).
 *
 * @param zenithDeg        angle from the zenith to the sun's centre, no air
 * @param apparentDeg      the same as seen through the air
 * @param azimuthDeg       clockwise from north, 0 to 360
 * @param extraterrestrial normal irradiance outside the air, W/m²
 */
record Sun(double zenithDeg, double apparentDeg, double azimuthDeg, double extraterrestrial) {
    private static final double SOLAR_CONSTANT = 1366.1;
    private static final double LAPSE = 0.0065;

    /** The sun over {@code site} at {@code instant}; NaN for {@code pressurePa} is the standard atmosphere's at its height. */
    static Sun at(Instant instant, Site site, double pressurePa, double tempC) {
        double deltaT = DeltaT.estimate(LocalDate.ofInstant(instant, ZoneOffset.UTC));
        double pressure = Double.isNaN(pressurePa) ? pressurePa(site.elevationM()) : pressurePa;
        return at(instant, site, pressure / 100, tempC, deltaT);
    }

    /**
     * @param pressureHpa of the air at the site, for refraction
     * @param deltaT      terrestrial minus universal time in seconds
     */
    static Sun at(Instant instant, Site site, double pressureHpa, double tempC, double deltaT) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        var parts = SPA.calculateSpaTimeDependentParts(time, deltaT);
        var real = SPA.calculateSolarPositionWithTimeDependentParts(site.lat(), site.lon(), site.elevationM(), parts);
        var seen = SPA.calculateSolarPositionWithTimeDependentParts(
                site.lat(), site.lon(), site.elevationM(), pressureHpa, tempC, parts);
        return new Sun(real.zenithAngle(), seen.zenithAngle(), real.azimuth(), extraterrestrial(time.getDayOfYear()));
    }

    /** Spencer (1971), Fourier series representation of the position of the sun. */
    static double extraterrestrial(int dayOfYear) {
        double b = 2 * Math.PI * (dayOfYear - 1) / 365;
        return SOLAR_CONSTANT
                * (1.00011
                        + 0.034221 * Math.cos(b)
                        + 0.00128 * Math.sin(b)
                        + 0.000719 * Math.cos(2 * b)
                        + 7.7e-05 * Math.sin(2 * b));
    }

    /** Pressure of the standard atmosphere (ISO 2533) at a height in metres, Pa. */
    static double pressurePa(double elevationM) {
        return Air.STANDARD_PRESSURE_PA
                * Math.pow(1 - LAPSE * elevationM / Air.STANDARD_TEMPERATURE_K, 5.255876113278518);
    }

    /** Whether the sun's centre is at or below the horizon, with and without air. */
    boolean isDown() {
        return zenithDeg >= 90;
    }

    /** Cosine of the angle between the sun as seen and the normal of a plane; negative where it shines from behind. */
    double cosIncidence(double tiltDeg, double planeAzimuthDeg) {
        double zenith = Math.toRadians(apparentDeg);
        double tilt = Math.toRadians(tiltDeg);
        double cos = Math.cos(tilt) * Math.cos(zenith)
                + Math.sin(tilt) * Math.sin(zenith) * Math.cos(Math.toRadians(azimuthDeg - planeAzimuthDeg));
        return Math.max(-1, Math.min(1, cos));
    }

    /** Relative air mass (Kasten and Young 1989). */
    double airMass() {
        double z = Math.min(apparentDeg, 90);
        return 1 / (Math.cos(Math.toRadians(z)) + 0.50572 * Math.pow(6.07995 + (90 - z), -1.6364));
    }
}
