package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;

/** Makes a {@link Scenario} of an input that the schema has passed, or says what is wrong with it. Thread-safe. */
final class ScenarioReader {
    private final Settings settings;
    private final NetworkReader networks;

    ScenarioReader(Settings settings, Map<String, JsonNode> cases) {
        this.settings = settings;
        this.networks = new NetworkReader(settings, cases);
    }

    Scenario read(JsonNode input) {
        List<Warning> warnings = new ArrayList<>();
        NetworkBuilder.Convention convention = NetworkBuilder.Convention.valueOf(
                input.path("convention").asText("matpower").toUpperCase(Locale.ROOT));
        double[] profile = profile(input.path("horizon"));
        Network network = networks.read(input.path("network"), convention, warnings);
        Map<String, Integer> buses = new HashMap<>();
        for (int n = 0; n < network.buses().size(); n++) {
            buses.put(network.buses().get(n).id().toString(), n);
        }
        Scenario scenario = new Scenario(
                network,
                convention,
                input.path("horizon").path("hours").asDouble(1),
                profile,
                storages(input.path("storages"), buses),
                renewables(input.path("renewables"), buses, profile.length),
                input.path("co2Price").asDouble(0),
                input.has("voll") ? (Double) input.path("voll").asDouble() : null,
                input.path("reservePct").asDouble(0) / 100,
                Scenario.Objective.valueOf(
                        input.path("objective").asText("cost").toUpperCase(Locale.ROOT)),
                input.path("commitment").asBoolean(false),
                input.path("recommend").asBoolean(true),
                input.path("timeLimitS").asDouble(10),
                warnings);
        refuseTooLarge(scenario);
        return scenario;
    }

    private double[] profile(JsonNode horizon) {
        JsonNode given = horizon.path("loadProfile");
        int steps = horizon.has("steps") ? horizon.path("steps").asInt() : Math.max(1, given.size());
        if (steps < 1 || steps > settings.limits().steps()) {
            throw AiException.invalid(
                    "/horizon/steps",
                    "Cannot plan " + steps + " steps",
                    "1 to " + settings.limits().steps());
        }
        if (given.isArray() && given.size() != steps) {
            throw AiException.invalid(
                    "/horizon/loadProfile",
                    "The load profile has " + given.size() + " multipliers for " + steps + " steps",
                    steps + " numbers");
        }
        double[] profile = new double[steps];
        Arrays.setAll(profile, t -> given.path(t).asDouble(1));
        for (int t = 0; t < steps; t++) {
            within("/horizon/loadProfile/" + t, profile[t], 0, 1e6);
        }
        return profile;
    }

    private List<Scenario.Storage> storages(JsonNode json, Map<String, Integer> buses) {
        refuseMore("/storages", json.size(), settings.limits().storages());
        Set<String> ids = new HashSet<>();
        List<Scenario.Storage> storages = new ArrayList<>();
        for (int s = 0; s < json.size(); s++) {
            JsonNode node = json.path(s);
            String at = "/storages/" + s;
            Object id = unique(ids, at, node, s);
            double energy = within(at + "/energyMwh", node.path("energyMwh").asDouble(), 0, 1e9);
            double initial = within(at + "/initialMwh", node.path("initialMwh").asDouble(0), 0, energy);
            storages.add(new Scenario.Storage(
                    id,
                    bus(buses, at, node, "storage " + id),
                    within(at + "/chargeMw", node.path("chargeMw").asDouble(), 0, 1e7),
                    within(at + "/dischargeMw", node.path("dischargeMw").asDouble(), 0, 1e7),
                    energy,
                    within(at + "/etaCharge", node.path("etaCharge").asDouble(1), 0.01, 1),
                    within(at + "/etaDischarge", node.path("etaDischarge").asDouble(1), 0.01, 1),
                    initial,
                    within(at + "/finalMwh", node.path("finalMwh").asDouble(initial), 0, energy)));
        }
        return storages;
    }

    private List<Scenario.Renewable> renewables(JsonNode json, Map<String, Integer> buses, int steps) {
        refuseMore("/renewables", json.size(), settings.limits().renewables());
        Set<String> ids = new HashSet<>();
        List<Scenario.Renewable> renewables = new ArrayList<>();
        for (int r = 0; r < json.size(); r++) {
            JsonNode node = json.path(r);
            String at = "/renewables/" + r;
            Object id = unique(ids, at, node, r);
            JsonNode given = node.path("availableMw");
            if (given.size() != steps) {
                throw AiException.invalid(
                        at + "/availableMw",
                        "Renewable " + id + " has " + given.size() + " figures for " + steps + " steps",
                        steps + " numbers");
            }
            double[] available = new double[steps];
            for (int t = 0; t < steps; t++) {
                available[t] = within(at + "/availableMw/" + t, given.path(t).asDouble(), 0, 1e7);
            }
            double cost = within(at + "/costPerMwh", node.path("costPerMwh").asDouble(0), -1e6, 1e6);
            renewables.add(new Scenario.Renewable(id, bus(buses, at, node, "renewable " + id), available, cost));
        }
        return renewables;
    }

    private static Object unique(Set<String> ids, String at, JsonNode node, int row) {
        Object id = node.has("id") ? JsonNetwork.id(node.path("id")) : (Object) (row + 1);
        if (!ids.add(id.toString())) {
            throw AiException.invalid(at + "/id", "Id " + id + " is given twice; ids must differ");
        }
        return id;
    }

    private static int bus(Map<String, Integer> buses, String at, JsonNode node, String what) {
        Object id = JsonNetwork.id(node.path("bus"));
        Integer found = buses.get(id.toString());
        if (found == null) {
            throw AiException.invalid(at + "/bus", "The bus of " + what + ", " + id + ", is not in the network");
        }
        return found;
    }

    private static double within(String pointer, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw AiException.invalid(
                    pointer,
                    "Expected a number from " + least + " to " + most + ", found " + value,
                    least + " to " + most);
        }
        return value;
    }

    private static void refuseMore(String pointer, int found, int most) {
        if (found > most) {
            throw AiException.invalid(pointer, "Found " + found + " elements", "at most " + most);
        }
    }

    private void refuseTooLarge(Scenario s) {
        long buses = s.voll() == null ? 0 : s.network().buses().size();
        long pieces = s.network().generators().stream()
                .mapToLong(g -> g.cost().pieces())
                .sum();
        long quantities =
                s.steps() * (pieces + s.renewables().size() + 3L * s.storages().size() + buses);
        if (quantities > settings.limits().quantities()) {
            throw AiException.invalid(
                    "/horizon/steps",
                    "The question has " + quantities
                            + " quantities (steps times pieces of generators' costs, renewables, storages and, with voll, "
                            + "buses)",
                    "at most " + settings.limits().quantities());
        }
    }
}
