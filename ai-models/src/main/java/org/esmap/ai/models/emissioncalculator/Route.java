package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.jspecify.annotations.Nullable;

/**
 * How an amount gets into a factor's unit: by conversion alone, across the calorific basis, or through a calorific
 * value.
 *
 * @param amount   in the factor's unit and on its calorific basis
 * @param steps    from the amount as given to {@code amount}
 * @param errors 95 % half-widths that a calorific value brings in, over the value, by what they are of
 */
record Route(BigDecimal amount, List<Step> steps, Map<String, BigDecimal> errors) {
    private static final String IPCC_BASIS = "net over gross, 2006 IPCC Guidelines Vol 2 Ch 1 section 1.4.1.2";
    /** How many times the limits of a calorific value another one may lie outside of them. */
    private static final BigDecimal FAR = BigDecimal.valueOf(2);

    private static final String IPCC_NCV = "net calorific value, 2006 IPCC Guidelines Vol 2 Ch 1 Table 1.2";

    /**
     * How many figures beside the factor it takes to get from an activity to the factor; fewer is better. Empty where
     * there is no way. A calorific value that the caller gives is used: it leads to factors per energy alone.
     */
    static OptionalInt detours(Activity activity, Factor factor, Optional<CalorificValue> known) {
        Activity.GivenCalorificValue given = activity.calorificValue();
        if (given == null && activity.unit().convertsTo(factor.unit())) {
            return isFuelEnergy(activity) ? acrossBasis(activity.cvBasis(), factor, known, 0) : OptionalInt.of(0);
        }
        if (activity.type() != ActivityType.FUEL || isFuelEnergy(activity) || !isEnergy(factor.unit())) {
            return OptionalInt.empty();
        }
        if (given != null) {
            return isPerMass(given) == isMass(activity.unit())
                    ? acrossBasis(given.basis(), factor, known, 1)
                    : OptionalInt.empty();
        }
        return isMass(activity.unit()) && known.map(CalorificValue::net).isPresent()
                ? acrossBasis(CvBasis.NET, factor, known, 1)
                : OptionalInt.empty();
    }

    private static OptionalInt acrossBasis(
            @Nullable CvBasis basis, Factor factor, Optional<CalorificValue> known, int before) {
        if (basis == null) {
            return OptionalInt.empty();
        }
        if (basis == factor.cvBasis()) {
            return OptionalInt.of(before);
        }
        return known.map(CalorificValue::netPerGross).isPresent() ? OptionalInt.of(before + 1) : OptionalInt.empty();
    }

    /** Goes the way that {@link #detours} found. */
    static Route take(Activity activity, Factor factor, Optional<CalorificValue> known) {
        List<Step> steps = new ArrayList<>();
        Activity.GivenCalorificValue given = activity.calorificValue();
        if (given == null && activity.unit().convertsTo(factor.unit())) {
            BigDecimal amount = Conversion.convert(activity.amount(), activity.unit(), factor.unit(), steps);
            CvBasis basis = isFuelEnergy(activity) ? activity.cvBasis() : factor.cvBasis();
            return new Route(rebased(amount, basis, factor, known, steps), steps, Map.of());
        }
        if (given != null) {
            BigDecimal energy = energy(activity, given, factor, steps);
            return new Route(rebased(energy, given.basis(), factor, known, steps), steps, Map.of());
        }
        GasFactor net = known.map(CalorificValue::net).orElseThrow();
        BigDecimal mass = Conversion.convert(activity.amount(), activity.unit(), unit("kg"), steps);
        Step energy = Step.times(IPCC_NCV, mass, net.value(), "MJ (net)");
        steps.add(energy);
        BigDecimal amount = Conversion.convert(energy.result(), unit("MJ"), factor.unit(), steps);
        BigDecimal error = net.relative();
        return new Route(
                rebased(amount, CvBasis.NET, factor, known, steps),
                steps,
                error == null ? Map.of() : Map.of("calorific value of " + Factor.fuel(activity.item()), error));
    }

    /** A calorific value that is far from the fuel's, as one in another unit is. */
    static Optional<Warning> unusual(Activity activity, CalorificValue known) {
        Activity.GivenCalorificValue given = activity.calorificValue();
        if (given == null) {
            return Optional.empty();
        }
        String per = isPerMass(given) ? "MJ/kg" : "MJ/m3";
        BigDecimal found = Conversion.convert(given.value(), given.unit(), unit(per), new ArrayList<>());
        Optional<String> usual =
                isPerMass(given) ? farFromMass(found, known.net()) : farFromVolume(found, known.states());
        return usual.map(range -> new Warning(
                "calorific-value-unusual",
                "The calorific value given is " + Decimals.text(found) + " " + per + "; " + range + " for "
                        + Factor.fuel(activity.item())));
    }

    /** The usual range where the value is far from it. */
    private static Optional<String> farFromMass(BigDecimal found, @Nullable GasFactor net) {
        BigDecimal low = net == null ? null : net.low();
        BigDecimal high = net == null ? null : net.high();
        if (low == null || high == null) {
            return Optional.empty();
        }
        boolean far = found.multiply(FAR).compareTo(low) < 0 || found.compareTo(high.multiply(FAR)) > 0;
        return far
                ? Optional.of("the 2006 IPCC Guidelines have " + Decimals.text(low) + " to " + Decimals.text(high)
                        + " MJ/kg net")
                : Optional.empty();
    }

    private static Optional<String> farFromVolume(BigDecimal found, List<CalorificValue.State> states) {
        boolean possible = states.isEmpty() || states.stream().anyMatch(state -> state.holds(found));
        return possible
                ? Optional.empty()
                : Optional.of(
                        "expected " + states.stream().map(Object::toString).collect(Collectors.joining(" or ")));
    }

    private static BigDecimal energy(
            Activity activity, Activity.GivenCalorificValue given, Factor factor, List<Step> steps) {
        NamedUnit base = unit(isPerMass(given) ? "kg" : "m3");
        NamedUnit perBase = unit(isPerMass(given) ? "MJ/kg" : "MJ/m3");
        BigDecimal quantity = Conversion.convert(activity.amount(), activity.unit(), base, steps);
        BigDecimal value = Conversion.convert(given.value(), given.unit(), perBase, steps);
        String basis = given.basis().text();
        Step energy = Step.times(basis + " calorific value, as given", quantity, value, "MJ (" + basis + ")");
        steps.add(energy);
        return Conversion.convert(energy.result(), unit("MJ"), factor.unit(), steps);
    }

    /** Takes energy on one calorific basis to the factor's. */
    private static BigDecimal rebased(
            BigDecimal amount,
            @Nullable CvBasis basis,
            Factor factor,
            Optional<CalorificValue> known,
            List<Step> steps) {
        if (basis == factor.cvBasis()) {
            return amount;
        }
        BigDecimal netPerGross = known.map(CalorificValue::netPerGross).orElseThrow();
        String unit = factor.unit().symbol();
        Step step = basis == CvBasis.GROSS
                ? Step.times("gross to net energy: " + IPCC_BASIS, amount, netPerGross, unit + " (net)")
                : Step.over("net to gross energy: " + IPCC_BASIS, amount, netPerGross, unit + " (gross)");
        steps.add(step);
        return step.result();
    }

    private static boolean isFuelEnergy(Activity activity) {
        return activity.type() == ActivityType.FUEL && isEnergy(activity.unit());
    }

    private static boolean isEnergy(NamedUnit unit) {
        return unit.siSymbol().equals("J");
    }

    private static boolean isMass(NamedUnit unit) {
        return unit.siSymbol().equals("kg");
    }

    private static boolean isPerMass(Activity.GivenCalorificValue given) {
        return given.unit().siSymbol().equals("J/kg");
    }

    private static NamedUnit unit(String symbol) {
        return Units.standard().require(symbol);
    }
}
