package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.esmap.ai.models.emissioncalculator.Activity.GivenCalorificValue;
import org.jspecify.annotations.Nullable;

/** Reads activities and refuses what a schema cannot: unknown words, members that do not belong, missing companions. */
final class ActivityReader {
    private static final Set<String> ALWAYS = Set.of("type", "amount", "unit", "label", "uncertaintyPct");
    private static final Set<String> LOOKED_UP = Set.of("region", "period", "boundary", "dataset");
    private static final Map<ActivityType, Set<String>> OWN = Map.of(
            ActivityType.ELECTRICITY, Set.of("fuel", "market"),
            ActivityType.HEAT, Set.of("fuel", "market"),
            ActivityType.FUEL, Set.of("fuel", "cvBasis", "calorificValue", "scope"),
            ActivityType.TRANSPORT, Set.of("mode", "fuel", "scope"),
            ActivityType.REFRIGERANT, Set.of("gas", "fuel", "scope", "region", "period"),
            ActivityType.CUSTOM, Set.of("factor", "scope", "region", "period"));
    private static final Map<ActivityType, String> USUAL_ITEM =
            Map.of(ActivityType.ELECTRICITY, "grid", ActivityType.HEAT, "district", ActivityType.CUSTOM, "custom");

    private final FactorSet factors;

    ActivityReader(FactorSet factors) {
        this.factors = factors;
    }

    Activity read(int index, JsonNode node) {
        String pointer = "/activities/" + index;
        ActivityType type = ActivityType.of(node.get("type").asText());
        refuseForeignMembers(pointer, node, type);
        NamedUnit unit = UnitReading.read(pointer + "/unit", node.get("unit").asText(), type);
        String item = item(pointer, node, type);
        return new Activity(
                index,
                pointer,
                node.path("label").asText(label(type, item)),
                type,
                item,
                amount(pointer, node.get("amount")),
                unit,
                region(pointer, node),
                year(pointer, node),
                node.has("cvBasis") ? CvBasis.of(node.get("cvBasis").asText()) : null,
                calorificValue(pointer, node, unit),
                node.has("boundary") ? Boundary.of(node.get("boundary").asText()) : null,
                dataset(pointer, node),
                givenFactor(pointer, node, type),
                market(pointer, node),
                scope(pointer, node, type),
                node.has("uncertaintyPct") ? node.get("uncertaintyPct").decimalValue() : null);
    }

    private static void refuseForeignMembers(String pointer, JsonNode node, ActivityType type) {
        Set<String> own = OWN.getOrDefault(type, Set.of());
        boolean lookedUp = type != ActivityType.REFRIGERANT && type != ActivityType.CUSTOM;
        for (var member : node.properties()) {
            String name = member.getKey();
            if (!ALWAYS.contains(name) && !own.contains(name) && !(lookedUp && LOOKED_UP.contains(name))) {
                throw AiException.invalid(
                        pointer + "/" + name,
                        "Has no meaning for an activity of type " + type.text() + "; remove it",
                        null);
            }
        }
    }

    private static BigDecimal amount(String pointer, JsonNode node) {
        BigDecimal amount = node.decimalValue();
        if (amount.signum() < 0) {
            throw AiException.invalid(pointer + "/amount", "Expected an amount of 0 or more, found " + amount, ">= 0");
        }
        return amount.signum() == 0 ? BigDecimal.ZERO : amount;
    }

    private String item(String pointer, JsonNode node, ActivityType type) {
        if (type == ActivityType.CUSTOM) {
            return "custom";
        }
        String member = node.has(type.itemMember()) ? type.itemMember() : "fuel";
        if (!member.equals("fuel") && node.has("fuel")) {
            String both = node.get(member).asText() + " " + node.get("fuel").asText();
            throw AiException.invalid(
                    pointer + "/fuel",
                    "Has no meaning beside " + member + ", which names the item; remove it, or say it in " + member,
                    suggestions(type, both));
        }
        if (!node.has(member)) {
            String usual = USUAL_ITEM.get(type);
            if (usual == null) {
                throw AiException.invalid(
                        pointer + "/" + type.itemMember(),
                        "Expected the " + type.itemMember() + " of an activity of type " + type.text() + ", found none",
                        suggestions(type, ""));
            }
            return usual;
        }
        String word = node.get(member).asText();
        var id = type == ActivityType.REFRIGERANT
                ? factors.refrigerants().find(word)
                : factors.names(type).find(word);
        return id.orElseThrow(() -> AiException.invalid(
                pointer + "/" + member, "Unknown " + type.itemMember() + " '" + word + "'", suggestions(type, word)));
    }

    private String suggestions(ActivityType type, String word) {
        return type == ActivityType.REFRIGERANT
                ? factors.refrigerants().suggestions(word)
                : factors.names(type).suggestions(word);
    }

    private String label(ActivityType type, String item) {
        return factors.names(type).title(item);
    }

    private @Nullable String region(String pointer, JsonNode node) {
        if (!node.has("region")) {
            return null;
        }
        String word = node.get("region").asText();
        return factors.regions()
                .find(word)
                .orElseThrow(() -> AiException.invalid(
                        pointer + "/region",
                        "Unknown region '" + word + "'. Give an ISO 3166 code or an English name",
                        factors.regions().suggestions(word)));
    }

    private static List<MarketShare> market(String pointer, JsonNode node) {
        if (!node.has("market")) {
            return List.of();
        }
        String boundary = node.path("boundary").asText();
        if (!boundary.isEmpty() && Boundary.of(boundary).isOfOthers()) {
            throw AiException.invalid(
                    pointer + "/market",
                    "Has no meaning for the boundary " + boundary + ", which is of scope 3; remove it",
                    null);
        }
        return MarketShare.read(pointer + "/market", node.get("market"));
    }

    private static @Nullable Integer year(String pointer, JsonNode node) {
        if (!node.has("period")) {
            return null;
        }
        String text = node.get("period").asText();
        return Period.year(text)
                .orElseThrow(() -> AiException.invalid(
                        pointer + "/period",
                        "Expected a period within one calendar year, found '" + text + "'",
                        "2025, 2025-03, 2025-01-01/2025-12-31"));
    }

    private static @Nullable GivenCalorificValue calorificValue(String pointer, JsonNode node, NamedUnit amount) {
        JsonNode given = node.path("calorificValue");
        if (given.isMissingNode()) {
            return null;
        }
        String at = pointer + "/calorificValue";
        NamedUnit unit = Units.standard()
                .read(given.get("unit").asText())
                .filter(ActivityReader::isCalorificValue)
                .orElseThrow(() -> AiException.invalid(
                        at + "/unit",
                        "Expected energy per mass or volume, found '"
                                + given.get("unit").asText() + "'",
                        "MJ/kg, GJ/t, MJ/m3, kWh/m3, kWh/L, MMBtu/bbl"));
        UnitReading.refuseAmbiguous(at + "/unit", given.get("unit").asText(), unit);
        if (given.get("value").decimalValue().signum() <= 0) {
            throw AiException.invalid(at + "/value", "Expected a calorific value above 0", "> 0");
        }
        String basis = given.get("basis").asText();
        boolean isEnergy = amount.siSymbol().equals("J");
        if (!isEnergy && !node.path("cvBasis").asText(basis).equals(basis)) {
            throw AiException.invalid(
                    pointer + "/cvBasis", "Contradicts the basis of the calorific value, which is " + basis, basis);
        }
        return new GivenCalorificValue(given.get("value").decimalValue(), unit, CvBasis.of(basis));
    }

    private static boolean isCalorificValue(NamedUnit unit) {
        return unit.convertsTo(Units.standard().require("MJ/kg"))
                || unit.convertsTo(Units.standard().require("MJ/m3"));
    }

    private @Nullable String dataset(String pointer, JsonNode node) {
        if (!node.has("dataset")) {
            return null;
        }
        String id = node.get("dataset").asText();
        if (!factors.hasDataset(id)) {
            throw AiException.invalid(
                    pointer + "/dataset",
                    "Unknown data set '" + id + "'",
                    String.join(
                            ", ",
                            factors.tables().datasets().stream()
                                    .map(Dataset::id)
                                    .toList()));
        }
        return id;
    }

    private static @Nullable GivenFactor givenFactor(String pointer, JsonNode node, ActivityType type) {
        if (type != ActivityType.CUSTOM) {
            return null;
        }
        JsonNode factor = node.path("factor");
        if (factor.isMissingNode()) {
            throw AiException.invalid(
                    pointer + "/factor",
                    "Expected the factor of a custom activity, found none",
                    "{\"value\":0.5,\"unit\":\"kgCO2e/kWh\",\"gwp\":\"AR5\"}");
        }
        return GivenFactor.read(
                pointer + "/factor",
                factor,
                factor.get("value").decimalValue(),
                factor.get("unit").asText());
    }

    private static @Nullable Integer scope(String pointer, JsonNode node, ActivityType type) {
        if (node.has("scope")) {
            return node.get("scope").asInt();
        }
        if (type == ActivityType.CUSTOM) {
            throw AiException.invalid(
                    pointer + "/scope", "Expected the scope of a custom activity, found none", "1, 2, 3");
        }
        return null;
    }
}
