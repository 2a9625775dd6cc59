package org.esmap.ai.models.renewableforecast;

import java.util.List;
import org.esmap.ai.core.model.Warning;

/**
 * What the physics says of each interval.
 *
 * @param powerKw   of the plant
 * @param clearKw   of the plant under a sky without clouds; NaN where that has no meaning
 * @param still     whether no power at all can be made: night, or a storm beyond the turbines' last speed
 * @param features  of the learned model, row after row
 * @param width     features of a row
 * @param unitKw    power of a capacity factor of 1
 * @param scale     of each interval: what the plant gives over what the plants give that the model has learned from, 1 where
 *                  they are alike
 * @param drivers   what drove the power: for the sun zenith, azimuth and in-plane irradiance, for wind the speed at the hub
 * @param warnings  what does not fit together in the weather
 */
record Physics(
        double[] powerKw,
        double[] clearKw,
        boolean[] still,
        float[] features,
        int width,
        double unitKw,
        double[] scale,
        List<Driver> drivers,
        List<Warning> warnings) {
    /** A quantity of every interval, by the name of its member in the answer. */
    record Driver(String member, double[] values) {}

    Physics {
        drivers = List.copyOf(drivers);
        warnings = List.copyOf(warnings);
    }
}
