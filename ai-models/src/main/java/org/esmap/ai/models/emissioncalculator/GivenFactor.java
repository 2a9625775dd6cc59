package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.jspecify.annotations.Nullable;

/**
 * A factor that the caller brings: mass of a gas or of CO2e per unit of something.
 *
 * @param pointer JSON pointer to the object that states it
 * @param mass    unit of its numerator
 * @param per     unit of its denominator
 * @param gas     {@code CO2e}, {@code CO2}, {@code CH4} or {@code N2O}
 * @param gwp     the set that a CO2e figure is in; null where the caller does not say
 */
record GivenFactor(
        String pointer,
        BigDecimal value,
        NamedUnit mass,
        NamedUnit per,
        String gas,
        @Nullable GwpSet gwp,
        @Nullable BigDecimal uncertaintyPct,
        @Nullable String source) {
    private static final Pattern PER = Pattern.compile("\\s*/\\s*|\\s+per\\s+");
    private static final String EXAMPLES = "such as kgCO2e/kWh, gCO2/MJ or tCO2e/t";

    /** Reads {@code value} in {@code unit} with the companions gwp, uncertaintyPct and source of {@code node}. */
    static GivenFactor read(String pointer, JsonNode node, BigDecimal value, String unit) {
        String at = pointer + "/unit";
        List<String> parts = List.of(PER.split(unit, -1));
        Optional<NamedUnit> mass = Units.standard().read(parts.get(0)).filter(GivenFactor::isMassOfGas);
        Optional<NamedUnit> per = Units.standard().read(product(parts.subList(1, parts.size())));
        if (mass.isEmpty() || per.isEmpty()) {
            throw AiException.invalid(
                    at, "Expected the mass of CO2e, CO2, CH4 or N2O per unit, found '" + unit + "'", EXAMPLES);
        }
        UnitReading.refuseAmbiguous(at, unit, mass.get());
        UnitReading.refuseAmbiguous(at, unit, per.get());
        return new GivenFactor(
                pointer,
                value,
                mass.get(),
                per.get(),
                mass.get().substances().get(0),
                node.has("gwp") ? GwpSet.valueOf(node.get("gwp").asText()) : null,
                node.has("uncertaintyPct") ? node.get("uncertaintyPct").decimalValue() : null,
                node.has("source") ? node.get("source").asText() : null);
    }

    /** What a factor is per: each further slash divides too, and {@code a} below one is the year. */
    private static String product(List<String> denominators) {
        return denominators.stream()
                .map(part -> part.equals("a") ? "year" : part)
                .collect(Collectors.joining("·"));
    }

    private static boolean isMassOfGas(NamedUnit unit) {
        return unit.siSymbol().equals("kg")
                && unit.substances().size() == 1
                && GasLedger.GASES.contains(unit.substances().get(0));
    }

    /** The factor's value in kg per {@link #per}. */
    BigDecimal kg() {
        return mass.toSi(value);
    }
}
