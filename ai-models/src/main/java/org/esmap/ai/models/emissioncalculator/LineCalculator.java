package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/** Calculates one line: the amount in the factor's unit, times the factor. */
final class LineCalculator {
    private static final Warning UNCERTAINTY_UNKNOWN = new Warning(
            "uncertainty-unknown",
            "The uncertainty of the factor, or of a leaked mass, is not known: neither the line nor the total has a 95 %"
                    + " interval");

    private final FactorChoice choice;
    private final Weighing weighing;
    private final GivenFactorCalculator given;
    private final RefrigerantCalculator refrigerants;

    LineCalculator(FactorSet factors, Weighing weighing) {
        this.choice = new FactorChoice(factors, weighing.set());
        this.weighing = weighing;
        this.given = new GivenFactorCalculator(weighing);
        this.refrigerants = new RefrigerantCalculator(factors, weighing.set());
    }

    Line line(Activity activity) {
        Line line = switch (activity.type()) {
            case ELECTRICITY, FUEL, HEAT, TRANSPORT -> lookedUp(activity);
            case REFRIGERANT -> refrigerants.line(activity);
            case CUSTOM -> given.custom(activity);
        };
        return Uncertainty.isUnknown(line) ? line.with(UNCERTAINTY_UNKNOWN) : line;
    }

    private Line lookedUp(Activity activity) {
        FactorChoice.Chosen chosen = choice.choose(activity);
        Factor factor = chosen.factor();
        Weighing.Weighed weighed = weighing.weigh(factor);
        List<Step> steps = new ArrayList<>(chosen.route().steps());
        steps.addAll(weighed.steps());
        BigDecimal perUnit = weighed.perUnit().total();
        steps.add(Step.times("amount × factor", chosen.route().amount(), perUnit, Step.CO2E));
        List<Warning> warnings = new ArrayList<>(chosen.warnings());
        GasLedger gases = weighed.perUnit().times(chosen.route().amount());
        int placed = scope(activity, factor);
        warnings.addAll(warnings(factor, placed));
        List<Step> marketSteps = new ArrayList<>();
        return new Line(
                activity,
                placed,
                gases,
                placed == 2 ? given.market(activity, gases.total(), marketSteps, warnings) : null,
                UsedFactor.of(factor, perUnit, weighing.set()),
                steps,
                marketSteps,
                LineError.of(gases.total(), activity.uncertaintyPct(), figures(chosen.route(), weighed)),
                warnings);
    }

    private static @Nullable Map<String, BigDecimal> figures(Route route, Weighing.Weighed weighed) {
        if (weighed.errors() == null) {
            return null;
        }
        Map<String, BigDecimal> figures = new LinkedHashMap<>(weighed.errors());
        figures.putAll(route.errors());
        return figures;
    }

    /** The scope that the caller wants, unless the factor's boundary speaks against it. */
    private static int scope(Activity activity, Factor factor) {
        Integer wanted = activity.scope();
        int own = activity.type().scope(factor.boundary());
        if (wanted != null && wanted != own && factor.boundary().isOfOthers()) {
            throw AiException.invalid(
                    activity.at("scope"),
                    "Emissions of the boundary " + factor.boundary().text() + " are of scope " + own + ", found "
                            + wanted,
                    Integer.toString(own));
        }
        return wanted == null ? own : wanted;
    }

    private static List<Warning> warnings(Factor factor, int scope) {
        List<Warning> warnings = new ArrayList<>();
        if (factor.form() == Factor.Form.TOTAL && factor.gwp() == null) {
            warnings.add(new Warning(
                    "gwp-unstated",
                    factor.dataset().id() + " publishes CO2e without saying under which GWPs; it is taken as it is"));
        }
        if (factor.boundary().isWhole() && scope != 3) {
            warnings.add(new Warning(
                    "lifecycle-boundary",
                    factor.dataset().id() + " counts life-cycle emissions; GHG Protocol scope " + scope + " asks for "
                            + (scope == 2 ? "those of generation alone" : "direct ones alone")));
        }
        return warnings;
    }
}
