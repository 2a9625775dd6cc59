package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.jspecify.annotations.Nullable;

/**
 * How an amount gets into a factor's unit: by conversion alone, across the calorific basis, or through a calorific
 * value.
 *
 * @param detours  how many figures beside the factor are needed; fewer is better
 * @param steps    from the amount as given to the amount in the factor's unit
 * @param relative 95 % half-width of what the detours bring in, null where nothing is known
 */
record Route(
        int detours,
        BigDecimal amount,
        List<Step> steps,
        @Nullable BigDecimal relative) {
    private static final String ENERGY = "energy";
    private static final String IPCC_BASIS = "net over gross, 2006 IPCC Guidelines Vol 2 Ch 1 section 1.4.1.2";
    private static final String IPCC_NCV = "2006 IPCC Guidelines Vol 2 Ch 1 Table 1.2";

    /** The route from an activity to a factor; empty where there is none. */
    static Optional<Route> find(Activity activity, Factor factor, Optional<CalorificValue> known) {
        boolean energy = activity.unit().quantity().equals(ENERGY);
        if (activity.unit().convertsTo(factor.unit())) {
            boolean basisMatters = activity.type() == ActivityType.FUEL && energy;
            return basisMatters ? acrossBasis(activity, factor, known) : Optional.of(converted(activity, factor));
        }
        boolean fuelToEnergy = activity.type() == ActivityType.FUEL
                && !energy
                && factor.unit().quantity().equals(ENERGY);
        return fuelToEnergy ? throughCalorificValue(activity, factor, known) : Optional.empty();
    }

    private static Route converted(Activity activity, Factor factor) {
        List<Step> steps = new ArrayList<>();
        BigDecimal amount = Conversion.convert(activity.amount(), activity.unit(), factor.unit(), steps);
        return new Route(0, amount, steps, null);
    }

    private static Optional<Route> acrossBasis(Activity activity, Factor factor, Optional<CalorificValue> known) {
        CvBasis given = activity.cvBasis();
        if (given == null) {
            return Optional.empty();
        }
        Route converted = converted(activity, factor);
        return rebased(converted, given, factor, known);
    }

    /** Takes a route to energy on the basis {@code given} on to the factor's basis. */
    private static Optional<Route> rebased(Route route, CvBasis given, Factor factor, Optional<CalorificValue> known) {
        if (given == factor.cvBasis()) {
            return Optional.of(route);
        }
        BigDecimal netPerGross = known.map(CalorificValue::netPerGross).orElse(null);
        if (netPerGross == null) {
            return Optional.empty();
        }
        String unit = factor.unit().symbol();
        Step step = given == CvBasis.GROSS
                ? Step.times("gross to net energy: " + IPCC_BASIS, route.amount, netPerGross, unit + " (net)")
                : Step.over("net to gross energy: " + IPCC_BASIS, route.amount, netPerGross, unit + " (gross)");
        List<Step> steps = new ArrayList<>(route.steps);
        steps.add(step);
        return Optional.of(new Route(route.detours + 1, step.result(), steps, route.relative));
    }

    private static Optional<Route> throughCalorificValue(
            Activity activity, Factor factor, Optional<CalorificValue> known) {
        Activity.GivenCalorificValue given = activity.calorificValue();
        if (given != null) {
            return byGiven(activity, given, factor, known);
        }
        GasFactor net = known.map(CalorificValue::net).orElse(null);
        if (net == null || !activity.unit().quantity().equals("mass")) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        NamedUnit kg = Units.standard().require("kg");
        BigDecimal mass = Conversion.convert(activity.amount(), activity.unit(), kg, steps);
        Step energy = Step.times("net calorific value, " + IPCC_NCV, mass, net.value(), "MJ (net)");
        steps.add(energy);
        BigDecimal amount = Conversion.convert(energy.result(), Units.standard().require("MJ"), factor.unit(), steps);
        return rebased(new Route(1, amount, steps, net.relative()), CvBasis.NET, factor, known);
    }

    private static Optional<Route> byGiven(
            Activity activity, Activity.GivenCalorificValue given, Factor factor, Optional<CalorificValue> known) {
        boolean perMass = given.unit().quantity().equals("specific energy");
        if (perMass != activity.unit().quantity().equals("mass")) {
            return Optional.empty();
        }
        NamedUnit base = Units.standard().require(perMass ? "kg" : "m3");
        NamedUnit inMj = Units.standard().require(perMass ? "MJ/kg" : "MJ/m3");
        List<Step> steps = new ArrayList<>();
        BigDecimal quantity = Conversion.convert(activity.amount(), activity.unit(), base, steps);
        BigDecimal value = Conversion.convert(given.value(), given.unit(), inMj, steps);
        Step energy = Step.times(
                given.basis().text() + " calorific value, as given",
                quantity,
                value,
                "MJ (" + given.basis().text() + ")");
        steps.add(energy);
        BigDecimal amount = Conversion.convert(energy.result(), Units.standard().require("MJ"), factor.unit(), steps);
        return rebased(new Route(1, amount, steps, null), given.basis(), factor, known);
    }
}
