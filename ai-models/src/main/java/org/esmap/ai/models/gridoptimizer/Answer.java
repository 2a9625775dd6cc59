package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer in the form of the output schema. Steps count from 0; ids are the source's own. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Answer(
        String status,
        @Nullable Double objective,
        String objectiveUnit,
        @Nullable Double cost,
        String costUnit,
        String convention,
        int steps,
        double hours,
        List<Dispatch> dispatch,
        List<Flow> flows,
        List<Price> lmp,
        List<Binding> binding,
        List<Curtailment> curtailment,
        List<Shed> shed,
        List<Storage> storage,
        List<Reserve> reserve,
        List<Switching> commitment,
        @Nullable Emissions emissions,
        List<Recommendation> recommendations,
        Relaxation.@Nullable Least relaxation,
        @Nullable Certificate certificate,
        List<Series> series) {
    /** This answer with changes that were found after it. */
    Answer with(List<Recommendation> changes) {
        return new Answer(
                status,
                objective,
                objectiveUnit,
                cost,
                costUnit,
                convention,
                steps,
                hours,
                dispatch,
                flows,
                lmp,
                binding,
                curtailment,
                shed,
                storage,
                reserve,
                commitment,
                emissions,
                changes,
                relaxation,
                certificate,
                series);
    }

    record Dispatch(Object generator, Object bus, int step, double mw) {}

    record Flow(
            Object branch,
            Object from,
            Object to,
            int step,
            double mw,
            @Nullable Double limitMw,
            @Nullable Double loadingPct) {}

    record Price(Object bus, int step, double price, double energy, double congestion) {}

    record Binding(String element, int step, double shadowPrice, double mw, double limitMw) {}

    record Curtailment(Object renewable, Object bus, int step, double availableMw, double mw, double curtailedMw) {}

    record Shed(Object bus, int step, double mw) {}

    record Storage(Object storage, Object bus, int step, double chargeMw, double dischargeMw, double energyMwh) {}

    record Reserve(
            int step,
            double requiredMw,
            double availableMw,
            @Nullable Double price) {}

    record Switching(Object generator, int step, boolean on) {}

    /** Emissions: a total and the change of it per MWh of load. */
    record Emissions(double total, String unit, double co2Price, List<Factor> factors, List<Marginal> marginal) {}

    record Factor(Object generator, @Nullable String fuel, double tPerMwh, String basis) {}

    record Marginal(
            Object bus, int step, @JsonProperty("tPerMwh") double tPerMwh) {}

    /** A single change, proved by solving again. */
    record Recommendation(
            String action,
            String element,
            double change,
            String unit,
            double saving,
            double objectiveBefore,
            double objectiveAfter,
            String evidence) {}

    /** Points ready to be drawn. */
    record Series(String id, String label, String unit, String chart, List<Map<String, Object>> points) {}
}
