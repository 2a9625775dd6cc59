package org.esmap.ai.models.gridoptimizer;

import org.jspecify.annotations.Nullable;

/**
 * What a question makes least, as one sum in $, and what of it the answer tells. Where CO2 is made least, shed load comes
 * first, then emissions, then cost: each counts for more than the next could save, so the tonnes are told without them.
 */
record Weighing(Scenario scenario, Settings settings) {
    /** $/t that the sum gives CO2. */
    double co2Price() {
        return scenario.co2Price()
                + switch (scenario.objective()) {
                    case COST -> 0;
                    case WEIGHTED -> settings.weightedCo2Price();
                    case CO2 -> settings.lexicographicCo2Price();
                };
    }

    /** $/MWh that the sum gives shed load; null where none may be shed. */
    @Nullable
    Double shedPrice() {
        Double voll = scenario.voll();
        return voll == null ? null : (Double) (voll + beyondItsValue());
    }

    /** What the program's figures are divided by for the answer: the objective {@code co2} is told in tonnes. */
    double scale() {
        return tonnes() ? settings.lexicographicCo2Price() : 1;
    }

    /** The sum at what is run, $/h for one step, $ over a horizon. */
    double sum(Operation run) {
        return run.cost(scenario) + co2Price() * run.co2(scenario) + beyondItsValue() * run.shedMwh(scenario);
    }

    /** What the answer tells of the sum, in the objective's unit. */
    double objective(Operation run) {
        return tonnes() ? run.co2(scenario) : sum(run);
    }

    private double beyondItsValue() {
        return tonnes() ? settings.lexicographicCo2Price() * settings.lexicographicShedTPerMwh() : 0;
    }

    private boolean tonnes() {
        return scenario.objective() == Scenario.Objective.CO2;
    }
}
