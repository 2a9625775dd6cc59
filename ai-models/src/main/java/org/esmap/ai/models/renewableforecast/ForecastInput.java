package org.esmap.ai.models.renewableforecast;

import java.util.List;
import org.esmap.ai.core.model.Warning;

/**
 * A request, read and checked.
 *
 * @param plant    physics of the plant
 * @param weather  up to the horizon
 * @param history  empty where none was given
 * @param levels   the quantiles that the answer holds
 * @param warnings what was assumed
 */
record ForecastInput(
        Site site, Plant plant, Weather weather, History history, List<Double> levels, List<Warning> warnings) {
    ForecastInput {
        levels = List.copyOf(levels);
        warnings = List.copyOf(warnings);
    }
}
