package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;

/** Reads the one form in which a question gives its network: a built-in case, a MATPOWER text or JSON. Thread-safe. */
final class NetworkReader {
    private static final String FORMS = "case; matpower; or buses, branches and generators";

    private final Settings settings;
    private final Map<String, JsonNode> cases;

    NetworkReader(Settings settings, Map<String, JsonNode> cases) {
        this.settings = settings;
        this.cases = Map.copyOf(cases);
    }

    /** Reads {@code json}, whose members the schema has passed one by one; adds what the caller should know of it. */
    Network read(JsonNode json, NetworkBuilder.Convention convention, List<Warning> warnings) {
        refuseOtherThanOneForm(json);
        Network network;
        if (json.has("matpower")) {
            network = MatpowerNetwork.read(json.path("matpower").asText(), convention, settings, warnings);
        } else if (json.has("case")) {
            network = builtIn(json.path("case").asText(), convention, warnings);
        } else {
            network = JsonNetwork.read(json, "network", convention, settings);
        }
        warnOfAssumedFuels(network, warnings);
        return network;
    }

    private static void refuseOtherThanOneForm(JsonNode json) {
        List<String> given = new ArrayList<>();
        json.fieldNames().forEachRemaining(given::add);
        boolean whole = json.has("case") || json.has("matpower");
        if (whole && given.size() > 1) {
            throw AiException.invalid(
                    "/network", "Expected the network in one form, found " + String.join(" and ", given), FORMS);
        }
        List<String> missing = new ArrayList<>(List.of("buses", "branches", "generators"));
        missing.removeAll(given);
        if (!whole && missing.size() == 3) {
            throw AiException.invalid("/network", "Expected a network, found none", FORMS);
        }
        if (!whole && !missing.isEmpty()) {
            throw AiException.invalid(
                    "/network/" + missing.get(0),
                    "A network in JSON needs buses, branches and generators; missing: " + String.join(", ", missing),
                    FORMS);
        }
    }

    private Network builtIn(String name, NetworkBuilder.Convention convention, List<Warning> warnings) {
        JsonNode found = cases.get(name);
        if (found == null) {
            throw AiException.invalid(
                    "/network/case",
                    "Unknown case '" + name + "'",
                    String.join(", ", cases.keySet().stream().sorted().toList()));
        }
        if (found.has("fuelNote")) {
            warnings.add(
                    new Warning("illustrative-fuels", found.path("fuelNote").asText()));
        }
        return JsonNetwork.read(found, name, convention, settings);
    }

    private void warnOfAssumedFuels(Network network, List<Warning> warnings) {
        long assumed = network.generators().stream()
                .filter(g -> g.co2Basis() == Network.Co2Basis.ASSUMED)
                .count();
        if (assumed > 0) {
            warnings.add(new Warning(
                    "assumed-emission-factor",
                    assumed + " of " + network.generators().size()
                            + " generators name no fuel of the emission table; their emissions are those of '"
                            + settings.assumedFuel()
                            + "'. Give fuel or co2TPerMwh (JSON) or mpc.genfuel (MATPOWER)"));
        }
    }
}
