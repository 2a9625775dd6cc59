package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * A question, checked: a network, a horizon, and what else may be used and how it is weighed.
 *
 * @param network     the network
 * @param convention  how susceptances were made
 * @param hours       length of a step, hours
 * @param profile     multiplier of the loads, one a step; its length is the number of steps
 * @param storages    stores of energy
 * @param renewables  plants with an availability a step
 * @param co2Price    $/t CO2, part of every cost
 * @param voll        $/MWh at which load may be shed; null where it may not
 * @param reserve     spinning reserve as a share of demand
 * @param objective   what is least
 * @param commitment  whether units may be switched
 * @param recommend   whether changes are searched for
 * @param timeLimitS  seconds the search may take
 * @param warnings    what the caller should know of the input
 */
record Scenario(
        Network network,
        NetworkBuilder.Convention convention,
        double hours,
        double[] profile,
        List<Storage> storages,
        List<Renewable> renewables,
        double co2Price,
        @Nullable Double voll,
        double reserve,
        Objective objective,
        boolean commitment,
        boolean recommend,
        double timeLimitS,
        List<Warning> warnings) {
    /** What is least: $ with CO2 at its price; t CO2 with $ as tie-break; $ with a further price on CO2. */
    enum Objective {
        COST,
        CO2,
        WEIGHTED
    }

    /** A store of energy; powers at the grid's side, efficiencies from 0 (exclusive) to 1. */
    record Storage(
            Object id,
            int bus,
            double chargeMw,
            double dischargeMw,
            double energyMwh,
            double etaCharge,
            double etaDischarge,
            double initialMwh,
            double finalMwh) {
        /** Whether less comes out than went in. */
        boolean loses() {
            return etaCharge * etaDischarge < 1;
        }
    }

    /** A plant that gives up to {@code availableMw[step]}. */
    record Renewable(Object id, int bus, double[] availableMw, double costPerMwh) {}

    Scenario {
        storages = List.copyOf(storages);
        renewables = List.copyOf(renewables);
        warnings = List.copyOf(warnings);
    }

    int steps() {
        return profile.length;
    }

    /** What costs of a step are multiplied with: hours over a horizon; 1 for one step, whose answer is $/h. */
    double weight() {
        return steps() == 1 ? 1 : hours;
    }

    /** What costs of a start or a stop are multiplied with: in one step, whose answer is $/h, they are spread over its hours. */
    double switchingWeight() {
        return steps() == 1 ? 1 / hours : 1;
    }

    /** Demand at {@code bus} in {@code step}, MW. */
    double loadMw(int step, int bus) {
        Network.Bus b = network.buses().get(bus);
        return b.loadMw() * profile[step] + b.shuntMw();
    }

    /** Demand of all buses in {@code step}, MW. */
    double totalLoadMw(int step) {
        double total = 0;
        for (int n = 0; n < network.buses().size(); n++) {
            total += loadMw(step, n);
        }
        return total;
    }

    /** The schedule of units that all run, {@code [step][generator]}. */
    boolean[][] everyUnitOn() {
        boolean[][] on = new boolean[steps()][network.generators().size()];
        for (boolean[] step : on) {
            Arrays.fill(step, true);
        }
        return on;
    }

    /** The same question with one more storage. */
    Scenario with(Storage more) {
        List<Storage> all = new ArrayList<>(storages);
        all.add(more);
        return new Scenario(
                network,
                convention,
                hours,
                profile,
                all,
                renewables,
                co2Price,
                voll,
                reserve,
                objective,
                commitment,
                recommend,
                timeLimitS,
                warnings);
    }
}
