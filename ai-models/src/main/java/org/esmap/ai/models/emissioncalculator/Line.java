package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The emissions of one activity.
 *
 * @param gases          location based where there are two
 * @param marketCo2eKg   market based, null outside scope 2
 * @param steps          lead from the amount to {@code gases.total}
 * @param marketSteps    lead to {@code marketCo2eKg}; empty where it is the location-based figure
 * @param error          of {@code gases.total}
 */
record Line(
        Activity activity,
        int scope,
        GasLedger gases,
        @Nullable BigDecimal marketCo2eKg,
        UsedFactor factor,
        List<Step> steps,
        List<Step> marketSteps,
        LineError error,
        List<Warning> warnings) {
    Line {
        steps = List.copyOf(steps);
        marketSteps = List.copyOf(marketSteps);
        warnings = List.copyOf(warnings);
    }

    Line with(Warning more) {
        List<Warning> all = new ArrayList<>(warnings);
        all.add(more);
        return new Line(activity, scope, gases, marketCo2eKg, factor, steps, marketSteps, error, all);
    }
}
