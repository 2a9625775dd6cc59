package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.esmap.ai.models.emissioncalculator.GasLedger.Gas;

/**
 * Calculates leaked gases: the mass times the GWP, which for a blend is the mean of its components by mass. A GWP counts as
 * exact, as it does within other factors; a leak of which nobody says how uncertain its mass is stays without an interval.
 */
final class RefrigerantCalculator {
    /** Annex A as amended in Doha; its hydrofluorocarbons with a double bond (HFO) count as such. */
    private static final Pattern KYOTO = Pattern.compile("CO2|CH4|N2O|SF6|NF3|HF[CO]\\d.*|c?C\\d*F\\d+");

    private static final String PER_KG = "kg CO2e/kg";

    private final FactorSet factors;
    private final GwpSet set;

    RefrigerantCalculator(FactorSet factors, GwpSet set) {
        this.factors = factors;
        this.set = set;
    }

    Line line(Activity activity) {
        NamedUnit kg = Units.standard().require("kg");
        if (!activity.unit().convertsTo(kg)) {
            throw AiException.invalid(
                    activity.at("unit"),
                    "Expected a mass, found " + activity.unit(),
                    UnitReading.allowed(ActivityType.REFRIGERANT));
        }
        List<Step> steps = new ArrayList<>();
        BigDecimal mass = Conversion.convert(activity.amount(), activity.unit(), kg, steps);
        BigDecimal gwp = gwp(activity, steps);
        Step product = Step.times("mass × GWP", mass, gwp, Step.CO2E);
        steps.add(product);
        Integer given = activity.scope();
        int scope = given == null ? activity.type().scope(Boundary.DIRECT) : given;
        return new Line(
                activity,
                scope,
                ledger(activity.item(), new Gas(mass, product.result())),
                scope == 2 ? product.result() : null,
                used(activity.item(), gwp),
                steps,
                List.of(),
                LineError.of(
                        product.result(),
                        activity.uncertaintyPct(),
                        activity.uncertaintyPct() == null ? null : Map.of()),
                outsideKyoto(activity.item(), scope));
    }

    /** What the Kyoto Protocol does not name belongs to no scope: GHG Protocol, Corporate Standard (2004), chapter 4. */
    private List<Warning> outsideKyoto(String item, int scope) {
        String others = factors.refrigerants().components(item).keySet().stream()
                .filter(species -> !KYOTO.matcher(species).matches())
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? List.of()
                : List.of(new Warning(
                        "outside-kyoto",
                        others
                                + " is no gas of the Kyoto Protocol; the GHG Protocol has it reported apart from scope "
                                + scope + ", in which it is counted here"));
    }

    private UsedFactor used(String item, BigDecimal gwp) {
        FactorTables.GwpTables table = factors.tables().gwp();
        StringJoiner source = new StringJoiner("; ")
                .add(table.source())
                .add(factors.tables().blends().source());
        factors.refrigerants()
                .components(item)
                .keySet()
                .forEach(species -> factors.gwps().source(species).ifPresent(source::add));
        return new UsedFactor(
                "gwp:" + item,
                gwp,
                PER_KG,
                set.name(),
                null,
                null,
                null,
                null,
                source.toString(),
                table.pages().get(set),
                table.url(),
                table.licence(),
                null);
    }

    /** By the gases of a blend; the last of them takes what the rounding of the others' CO2e leaves. */
    private GasLedger ledger(String item, Gas leak) {
        GasLedger ledger = GasLedger.EMPTY;
        Gas left = leak;
        var parts = factors.refrigerants().components(item).entrySet().iterator();
        while (parts.hasNext()) {
            var part = parts.next();
            Gas gas = parts.hasNext() ? part(part.getKey(), Decimals.times(leak.kg(), part.getValue())) : left;
            ledger = ledger.plus(GasLedger.of(part.getKey(), gas));
            left = left.minus(gas);
        }
        return ledger;
    }

    private Gas part(String species, BigDecimal kg) {
        return new Gas(kg, Decimals.times(kg, factors.gwps().of(species, set).orElseThrow()));
    }

    private BigDecimal gwp(Activity activity, List<Step> steps) {
        Map<String, BigDecimal> components = factors.refrigerants().components(activity.item());
        List<BigDecimal> parts = new ArrayList<>();
        for (var component : components.entrySet()) {
            String species = component.getKey();
            BigDecimal gwp = factors.gwps().of(species, set).orElseThrow(() -> noGwp(activity, species));
            if (components.size() == 1) {
                return gwp;
            }
            Step part = Step.times(species + ": share by mass × GWP " + set, component.getValue(), gwp, PER_KG);
            steps.add(part);
            parts.add(part.result());
        }
        Step sum = Step.sum("GWP of " + activity.item(), parts, PER_KG);
        steps.add(sum);
        return sum.result();
    }

    private AiException noGwp(Activity activity, String species) {
        String sets = Arrays.stream(GwpSet.values())
                .filter(other -> hasAll(activity.item(), other))
                .map(Enum::name)
                .collect(Collectors.joining(", "));
        return AiException.invalid(
                "/gwp",
                activity.pointer() + " needs the GWP of " + species + ", which " + set + " does not give: "
                        + (sets.isEmpty() ? "" : "ask for " + sets + ", or ") + FactorRefusals.OWN_FACTOR,
                sets.isEmpty() ? null : sets);
    }

    private boolean hasAll(String item, GwpSet other) {
        return factors.refrigerants().components(item).keySet().stream()
                .allMatch(species -> factors.gwps().of(species, other).isPresent());
    }
}
