package org.esmap.ai.models.emissioncalculator;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.esmap.ai.models.emissioncalculator.GasLedger.Gas;
import org.jspecify.annotations.Nullable;

/** Calculates with factors that the caller brings: custom activities and market-based instruments. */
final class GivenFactorCalculator {
    /**
     * More than any power plant or boiler emits for a kWh, in kg CO2e: of the fuels of the 2006 IPCC Guidelines (Vol. 2,
     * Table 1.4) blast furnace gas has the most, 260 kg/GJ, which at an efficiency of 33 % is 2.8 kg/kWh.
     */
    private static final BigDecimal MOST_PER_KWH = BigDecimal.valueOf(3);

    private static final NamedUnit KWH = Units.standard().require("kWh");

    private final Weighing weighing;

    GivenFactorCalculator(Weighing weighing) {
        this.weighing = weighing;
    }

    Line custom(Activity activity) {
        GivenFactor factor = requireNonNull(activity.factor(), "factor is null");
        List<Step> steps = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        GasLedger gases = emissions(activity, factor, steps, warnings).withBiogenic(unknownOf(activity));
        int scope = requireNonNull(activity.scope(), "scope is null");
        return new Line(
                activity,
                scope,
                gases,
                scope == 2 ? gases.total() : null,
                used(activity, factor),
                steps,
                List.of(),
                LineError.of(gases.total(), activity.uncertaintyPct(), figures(activity, factor)),
                warnings);
    }

    /** Lines that bring the same factor share its error, so that a line cut in two is no more certain than the whole. */
    private static @Nullable Map<String, BigDecimal> figures(Activity activity, GivenFactor factor) {
        BigDecimal relative = Uncertainty.fromPercent(factor.uncertaintyPct());
        if (relative == null) {
            return null;
        }
        String percent = "± " + Decimals.text(relative.scaleByPowerOfTen(2)) + " %";
        StringJoiner same = new StringJoiner(", ", "given: ", "")
                .add(Decimals.text(factor.kg()) + " kg " + factor.gas() + "/" + factor.per());
        Stream.of(factor.source(), activity.region(), activity.year(), percent)
                .filter(Objects::nonNull)
                .forEach(part -> same.add(part.toString()));
        return Map.of(same.toString(), relative);
    }

    /** A caller's factor says nothing of biogenic carbon dioxide. */
    private static @Nullable BigDecimal unknownOf(Activity activity) {
        return activity.amount().signum() == 0 ? BigDecimal.ZERO : null;
    }

    private UsedFactor used(Activity activity, GivenFactor factor) {
        String source = factor.source();
        return new UsedFactor(
                "custom:" + activity.index(),
                Decimals.times(factor.kg(), weighing.gwp(factor.gas())),
                "kg CO2e/" + factor.per().symbol(),
                weighing.set().name(),
                null,
                activity.region(),
                activity.year(),
                null,
                source == null ? "given by the caller" : source,
                null,
                null,
                null,
                null);
    }

    /** The scope 2 emissions by the contractual instruments; by the location-based factor where none are named. */
    BigDecimal market(Activity activity, BigDecimal location, List<Step> steps, List<Warning> warnings) {
        if (activity.market().isEmpty()) {
            warnings.add(new Warning(
                    "no-instruments",
                    "No contractual instrument is named; the market-based figure is the location-based one, since the"
                            + " set holds no residual mix"));
            return location;
        }
        List<BigDecimal> parts = new ArrayList<>();
        for (MarketShare share : activity.market()) {
            GivenFactor factor = share.factor();
            if (factor != null) {
                unusual(factor).ifPresent(warnings::add);
            }
            BigDecimal whole = factor == null
                    ? location
                    : emissions(activity, factor, steps, warnings).total();
            Step part = Step.times("share of the instrument", whole, share.share(), Step.CO2E);
            steps.add(part);
            parts.add(part.result());
        }
        Step sum = Step.sum("sum over instruments", parts, Step.CO2E);
        steps.add(sum);
        return sum.result();
    }

    /** A market factor that no plant can have, as one in another unit is. */
    private Optional<Warning> unusual(GivenFactor factor) {
        if (!KWH.convertsTo(factor.per())) {
            return Optional.empty();
        }
        BigDecimal perKwh = KWH.convert(factor.kg(), factor.per()).multiply(weighing.gwp(factor.gas()));
        return perKwh.compareTo(MOST_PER_KWH) <= 0
                ? Optional.empty()
                : Optional.of(new Warning(
                        "market-factor-unusual",
                        "The market factor given is " + Decimals.text(perKwh) + " kg CO2e/kWh; expected at most "
                                + MOST_PER_KWH + ", which no power plant exceeds. Residual mixes are often published in"
                                + " g/kWh: if this one is, say gCO2e/kWh as its unit"));
    }

    private GasLedger emissions(Activity activity, GivenFactor factor, List<Step> steps, List<Warning> warnings) {
        checkGwp(factor, warnings);
        if (!activity.unit().convertsTo(factor.per())) {
            boolean own = factor.equals(activity.factor());
            throw AiException.invalid(
                    own ? activity.at("unit") : factor.pointer() + "/unit",
                    "The factor is per " + factor.per() + ", to which the " + activity.unit()
                            + " of the amount does not convert",
                    own ? factor.per().quantity() : "per " + activity.unit().quantity());
        }
        BigDecimal amount = Conversion.convert(activity.amount(), activity.unit(), factor.per(), steps);
        BigDecimal value = Conversion.convert(factor.value(), factor.mass(), kilogram(factor), steps);
        Step mass = Step.times("amount × factor", amount, value, "kg " + factor.gas());
        steps.add(mass);
        return weighed(factor.gas(), mass.result(), steps);
    }

    private static NamedUnit kilogram(GivenFactor factor) {
        return Units.standard().require("kg" + factor.gas());
    }

    private void checkGwp(GivenFactor factor, List<Warning> warnings) {
        GwpSet own = factor.gwp();
        if (own != null && own != weighing.set()) {
            throw AiException.invalid(
                    factor.pointer() + "/gwp",
                    "The factor is stated under " + own + " and cannot be reported under " + weighing.set(),
                    weighing.set().name());
        }
        if (own == null && factor.gas().equals("CO2e") && factor.value().signum() != 0) {
            warnings.add(new Warning(
                    "gwp-assumed",
                    "A factor of the caller's does not name its GWP set; " + weighing.set() + " is taken"));
        }
    }

    private GasLedger weighed(String gas, BigDecimal kg, List<Step> steps) {
        if (gas.equals("CO2e")) {
            return GasLedger.unsplit(kg);
        }
        if (gas.equals("CO2")) {
            return GasLedger.split(kg, new Gas(kg, kg), Gas.NONE, Gas.NONE);
        }
        Step weight = Step.times(gas + " × GWP " + weighing.set(), kg, weighing.gwp(gas), Step.CO2E);
        steps.add(weight);
        Gas amount = new Gas(kg, weight.result());
        return GasLedger.split(
                weight.result(),
                Gas.NONE,
                gas.equals("CH4") ? amount : Gas.NONE,
                gas.equals("N2O") ? amount : Gas.NONE);
    }
}
