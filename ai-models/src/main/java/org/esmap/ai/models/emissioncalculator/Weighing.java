package org.esmap.ai.models.emissioncalculator;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.esmap.ai.models.emissioncalculator.GasLedger.Gas;
import org.jspecify.annotations.Nullable;

/**
 * States a factor in kg CO2e under one GWP set: gases are weighed, a total stays as it is.
 */
final class Weighing {
    private final Gwps gwps;
    private final GwpSet set;
    /** By factor; a factor set is finite, so this is too. */
    private final Map<String, Weighed> known = new ConcurrentHashMap<>();

    Weighing(Gwps gwps, GwpSet set) {
        this.gwps = gwps;
        this.set = set;
    }

    /**
     * A factor under the request's GWP set.
     *
     * @param perUnit  emissions per unit of the factor
     * @param steps    how {@code perUnit} comes from the published figures; empty where it is published so
     * @param errors   half-widths of the 95 % intervals of its figures over {@code perUnit}, by what they are of; null where
     *                 the source does not give all
     */
    record Weighed(
            GasLedger perUnit, List<Step> steps, @Nullable Map<String, BigDecimal> errors) {
        Weighed {
            steps = List.copyOf(steps);
        }
    }

    GwpSet set() {
        return set;
    }

    /** The factor under this set, under which it can be stated. */
    Weighed weigh(Factor factor) {
        Weighed before = known.get(factor.id());
        if (before != null) {
            return before;
        }
        Weighed weighed = anew(factor);
        known.put(factor.id(), weighed);
        return weighed;
    }

    private Weighed anew(Factor factor) {
        Weighed weighed = switch (factor.form()) {
            case MASS -> byMass(factor);
            case CO2E -> factor.gwp() == set ? asPublished(factor) : again(factor);
            case TOTAL -> total(factor);
        };
        GasFactor biogenic = factor.biogenic();
        return new Weighed(
                weighed.perUnit.withBiogenic(biogenic == null ? null : biogenic.value()),
                weighed.steps,
                weighed.errors);
    }

    private static String unit(Factor factor) {
        return "kg CO2e/" + factor.unit().symbol();
    }

    private Weighed byMass(Factor factor) {
        GasFactor co2 = requireNonNull(factor.co2(), "co2 is null");
        GasFactor ch4 = requireNonNull(factor.ch4(), "ch4 is null");
        GasFactor n2o = requireNonNull(factor.n2o(), "n2o is null");
        List<Step> steps = new ArrayList<>();
        BigDecimal ch4Weight = weight("CH4", ch4.value(), factor, steps);
        BigDecimal n2oWeight = weight("N2O", n2o.value(), factor, steps);
        Step sum = Step.sum("factor: CO2 + CH4 + N2O", List.of(co2.value(), ch4Weight, n2oWeight), unit(factor));
        steps.add(sum);
        GasLedger perUnit = GasLedger.split(
                sum.result(),
                new Gas(co2.value(), co2.value()),
                new Gas(ch4.value(), ch4Weight),
                new Gas(n2o.value(), n2oWeight));
        return new Weighed(perUnit, steps, errors(factor, sum.result(), ch4Weight, n2oWeight));
    }

    /** Every use of a fuel shares the figure of its CO2; those of CH4 and N2O belong to the one factor. */
    private static @Nullable Map<String, BigDecimal> errors(
            Factor factor, BigDecimal sum, BigDecimal ch4Weight, BigDecimal n2oWeight) {
        GasFactor co2 = requireNonNull(factor.co2(), "co2 is null");
        BigDecimal ofCo2 = error(co2, co2.value());
        BigDecimal ofCh4 = error(requireNonNull(factor.ch4(), "ch4 is null"), ch4Weight);
        BigDecimal ofN2o = error(requireNonNull(factor.n2o(), "n2o is null"), n2oWeight);
        if (sum.signum() == 0 || ofCo2 == null || ofCh4 == null || ofN2o == null) {
            return null;
        }
        String carbon = "CO2 of " + Factor.fuel(factor.item()) + ": " + Decimals.text(co2.value()) + " kg/"
                + factor.unit().symbol();
        Map<String, BigDecimal> errors = new LinkedHashMap<>();
        errors.put(carbon, Decimals.over(ofCo2, sum));
        errors.put(factor.id(), Decimals.over(Uncertainty.quadrature(List.of(ofCh4, ofN2o)), sum));
        return errors;
    }

    /** In kg CO2e; null where the figure has no limits and is not zero. */
    private static @Nullable BigDecimal error(GasFactor gas, BigDecimal co2e) {
        BigDecimal relative = gas.relative();
        if (co2e.signum() == 0) {
            return BigDecimal.ZERO;
        }
        return relative == null ? null : co2e.multiply(relative, Decimals.CONTEXT);
    }

    private BigDecimal weight(String gas, BigDecimal kg, Factor factor, List<Step> steps) {
        Step step = Step.times(gas + " × GWP " + set, kg, gwps.require(gas, set), unit(factor));
        steps.add(step);
        return step.result();
    }

    private Weighed asPublished(Factor factor) {
        Gas co2 = published(factor.co2(), BigDecimal.ONE);
        Gas ch4 = published(factor.ch4(), gwps.require("CH4", set));
        Gas n2o = published(factor.n2o(), gwps.require("N2O", set));
        BigDecimal total = factor.total();
        if (total == null) {
            total = Decimals.plus(Decimals.plus(co2.co2eKg(), ch4.co2eKg()), n2o.co2eKg());
        }
        return new Weighed(GasLedger.split(total, co2, ch4, n2o), List.of(), null);
    }

    private static Gas published(@Nullable GasFactor gas, BigDecimal gwp) {
        BigDecimal co2e = requireNonNull(gas, "gas is null").value();
        return new Gas(Decimals.over(co2e, gwp), co2e);
    }

    /** Recovers the gases from CO2e under the factor's own set and weighs them anew. */
    private Weighed again(Factor factor) {
        GwpSet own = requireNonNull(factor.gwp(), "a factor in CO2e by gas states its GWP set");
        List<Step> steps = new ArrayList<>();
        BigDecimal co2 = requireNonNull(factor.co2(), "co2 is null").value();
        Gas ch4 = again("CH4", requireNonNull(factor.ch4(), "ch4 is null"), own, factor, steps);
        Gas n2o = again("N2O", requireNonNull(factor.n2o(), "n2o is null"), own, factor, steps);
        Step sum = Step.sum("factor: CO2 + CH4 + N2O", List.of(co2, ch4.co2eKg(), n2o.co2eKg()), unit(factor));
        steps.add(sum);
        return new Weighed(GasLedger.split(sum.result(), new Gas(co2, co2), ch4, n2o), steps, null);
    }

    private Gas again(String gas, GasFactor published, GwpSet own, Factor factor, List<Step> steps) {
        Step mass = Step.over(
                gas + ": published CO2e ÷ GWP " + own,
                published.value(),
                gwps.require(gas, own),
                "kg " + gas + "/" + factor.unit().symbol());
        steps.add(mass);
        return new Gas(mass.result(), weight(gas, mass.result(), factor, steps));
    }

    private static Weighed total(Factor factor) {
        return new Weighed(GasLedger.unsplit(requireNonNull(factor.total(), "total is null")), List.of(), null);
    }

    /** The weight of a gas named by a caller's factor. */
    BigDecimal gwp(String gas) {
        return switch (gas) {
            case "CO2e", "CO2" -> BigDecimal.ONE;
            default -> gwps.require(gas, set);
        };
    }
}
