package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/**
 * A contractual instrument (a tariff, a certificate, a residual mix) and the share of the consumption it covers.
 *
 * @param factor null for the share that is left at the location-based factor
 */
record MarketShare(@Nullable GivenFactor factor, BigDecimal share) {
    private static final String USUAL_UNIT = "kgCO2e/kWh";
    private static final String LOCATION = "location";
    private static final List<String> OF_A_NUMBER = List.of("unit", "gwp", "source");
    /** Thirds in binary numbers do not sum to 1. */
    private static final BigDecimal ROUNDING = new BigDecimal("1E-12");

    /** Reads {@code market}: one instrument, or a list of them whose shares sum to 1. */
    static List<MarketShare> read(String pointer, JsonNode market) {
        List<MarketShare> shares = new ArrayList<>();
        if (market.isObject()) {
            shares.add(one(pointer, market));
        } else {
            for (int i = 0; i < market.size(); i++) {
                shares.add(one(pointer + "/" + i, market.get(i)));
            }
        }
        BigDecimal sum = shares.stream().map(MarketShare::share).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.subtract(BigDecimal.ONE).abs().compareTo(ROUNDING) > 0) {
            throw AiException.invalid(
                    market.isObject() ? pointer + "/share" : pointer,
                    "The shares of the market-based instruments must sum to 1, found " + Decimals.text(sum)
                            + ". Name what covers the rest, or give it the factor \"location\"",
                    "shares that sum to 1");
        }
        return shares;
    }

    private static MarketShare one(String pointer, JsonNode node) {
        BigDecimal share = node.has("share") ? node.get("share").decimalValue() : BigDecimal.ONE;
        JsonNode factor = node.path("factor");
        if (factor.isTextual()) {
            if (!factor.textValue().equals(LOCATION)) {
                throw AiException.invalid(
                        pointer + "/factor",
                        "Expected a number, found '" + factor.textValue() + "'",
                        "a number >= 0, or \"location\"");
            }
            refuse(pointer, node);
            return new MarketShare(null, share);
        }
        String unit = node.path("unit").asText(USUAL_UNIT);
        return new MarketShare(GivenFactor.read(pointer, node, factor.decimalValue(), unit), share);
    }

    /** What describes a number, beside the location-based factor, which has its own. */
    private static void refuse(String pointer, JsonNode node) {
        for (String name : OF_A_NUMBER) {
            if (node.has(name)) {
                throw AiException.invalid(
                        pointer + "/" + name,
                        "Expected nothing here beside the factor \"location\", which has its own; it belongs to a factor that"
                                + " is a number",
                        "leave it out, or give the factor as a number");
            }
        }
    }
}
