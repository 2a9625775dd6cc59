package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the elements of a network, refuses what is wrong with the pointer to it, and makes the checked
 * {@link Network}. Buses come first. Not thread-safe.
 */
final class NetworkBuilder {
    private final NetworkSource source;
    private final BranchFigures figures;
    private final Settings settings;
    private final double baseMva;
    private final List<Network.Bus> buses = new ArrayList<>();
    private final List<Network.Branch> branches = new ArrayList<>();
    private final List<Network.Generator> generators = new ArrayList<>();
    private final Map<String, Integer> busIndex = new HashMap<>();
    private final Set<String> branchIds = new HashSet<>();
    private final Set<String> generatorIds = new HashSet<>();
    private int slack = -1;

    /** How susceptance follows from reactance, as MATPOWER or as PGLib-OPF's baseline does it. */
    enum Convention {
        MATPOWER,
        PGLIB
    }

    /** The figures of a branch as sources give them; a zero rating or tap means none. */
    record Line(
            Object from,
            Object to,
            double r,
            double x,
            double ratingMva,
            double tap,
            double shiftDeg,
            double angleMinDeg,
            double angleMaxDeg) {}

    NetworkBuilder(NetworkSource source, Convention convention, Settings settings, double baseMva) {
        this.source = source;
        this.figures = new BranchFigures(source, convention, baseMva);
        this.settings = settings;
        this.baseMva = baseMva;
        if (!(baseMva > 0) || !Double.isFinite(baseMva)) {
            throw AiException.invalid(
                    source.pointer("baseMva", -1, ""),
                    "The base must be a positive number of MVA, found " + baseMva,
                    "> 0");
        }
    }

    Settings settings() {
        return settings;
    }

    void bus(int row, Object id, boolean reference, double loadMw, double shuntMw) {
        source.within("buses", row, "loadMw", "load of bus " + id, loadMw, NetworkSource.MOST_MW);
        source.within("buses", row, "shuntMw", "shunt of bus " + id, shuntMw, NetworkSource.MOST_MW);
        if (busIndex.putIfAbsent(id.toString(), buses.size()) != null) {
            throw source.wrong("buses", row, "id", "Bus " + id + " is given twice; bus ids must differ");
        }
        if (buses.size() >= settings.limits().buses()) {
            throw tooMany("buses", settings.limits().buses());
        }
        if (reference) {
            if (slack >= 0) {
                throw source.wrong(
                        "buses",
                        row,
                        "",
                        "Bus " + id + " and bus " + buses.get(slack).id()
                                + " are both slack (reference); exactly one bus must be");
            }
            slack = buses.size();
        }
        buses.add(new Network.Bus(id, loadMw, shuntMw));
    }

    void branch(int row, Object id, Line line) {
        String name = "branch " + id + " (" + line.from() + " to " + line.to() + ")";
        if (!branchIds.add(id.toString())) {
            throw source.wrong("branches", row, "id", "Branch id " + id + " is given twice; branch ids must differ");
        }
        int from = at("branches", row, "from", name, line.from());
        int to = at("branches", row, "to", name, line.to());
        if (from == to) {
            throw source.wrong("branches", row, "to", name + " ends where it begins");
        }
        if (branches.size() >= settings.limits().branches()) {
            throw tooMany("branches", settings.limits().branches());
        }
        branches.add(figures.branch(row, id, name, from, to, line));
    }

    /**
     * Adds a generator; {@code co2TPerMwh} wins over {@code fuel}, and neither means the assumed fuel. One that can only
     * take in emits nothing, whatever it is given: a factor times its negative output would be paid for as a saving.
     */
    void generator(
            int row,
            Object id,
            Object bus,
            double minMw,
            double maxMw,
            @Nullable Double setpointMw,
            Curve cost,
            @Nullable String fuel,
            @Nullable Double co2TPerMwh,
            Network.Unit unit) {
        String name = "generator " + id + " at bus " + bus;
        if (!generatorIds.add(id.toString())) {
            throw source.wrong(
                    "generators", row, "id", "Generator id " + id + " is given twice; generator ids must differ");
        }
        int at = at("generators", row, "bus", name, bus);
        source.within("generators", row, "minMw", "lowest output of " + name, minMw, NetworkSource.MOST_MW);
        source.within("generators", row, "maxMw", "highest output of " + name, maxMw, NetworkSource.MOST_MW);
        source.within("generators", row, "startCost", "start cost of " + name, unit.startCost(), Costs.MOST);
        source.within("generators", row, "stopCost", "stop cost of " + name, unit.stopCost(), Costs.MOST);
        if (minMw > maxMw) {
            throw AiException.invalid(
                    source.pointer("generators", row, "minMw"),
                    "Of " + name + " the lowest output, " + minMw + " MW, is above the highest, " + maxMw + " MW",
                    "<= " + maxMw);
        }
        if (generators.size() >= settings.limits().generators()) {
            throw tooMany("generators", settings.limits().generators());
        }
        String known = fuel == null ? null : fuelOf(fuel);
        Network.Co2Basis basis = basis(maxMw, known, co2TPerMwh);
        double factor = switch (basis) {
            case NONE -> 0;
            case GIVEN -> Objects.requireNonNull(co2TPerMwh);
            case FUEL, ASSUMED ->
                settings.emissions()
                        .get(known == null ? settings.assumedFuel() : known)
                        .tPerMwh();
        };
        generators.add(new Network.Generator(id, at, minMw, maxMw, setpointMw, cost, known, factor, basis, unit));
    }

    private static Network.Co2Basis basis(double maxMw, @Nullable String fuel, @Nullable Double co2TPerMwh) {
        if (maxMw <= 0) {
            return Network.Co2Basis.NONE;
        }
        if (co2TPerMwh != null) {
            return Network.Co2Basis.GIVEN;
        }
        return fuel == null ? Network.Co2Basis.ASSUMED : Network.Co2Basis.FUEL;
    }

    /** The word of the emission table for what a source calls a fuel; null where it is none of them. */
    @Nullable
    String fuelOf(String word) {
        String lower = word.strip().toLowerCase(java.util.Locale.ROOT);
        return settings.emissions().entrySet().stream()
                .filter(e -> e.getKey().equals(lower) || e.getValue().aliases().contains(lower))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    Network build(String name) {
        if (buses.isEmpty()) {
            throw AiException.invalid(source.pointer("buses", -1, ""), "The network has no bus", "1 or more");
        }
        if (generators.isEmpty()) {
            throw AiException.invalid(
                    source.pointer("generators", -1, ""), "The network has no generator in service", "1 or more");
        }
        if (slack < 0) {
            throw AiException.invalid(
                    source.pointer("buses", -1, ""),
                    "No bus is the slack (reference). Mark one: \"slack\": true in JSON, type 3 in a MATPOWER file",
                    "exactly one");
        }
        Network network = new Network(name, baseMva, buses, branches, generators, slack);
        Islands.refuse(network, source);
        return network;
    }

    private int at(String table, int row, String field, String name, Object bus) {
        Integer index = busIndex.get(bus.toString());
        if (index == null) {
            throw source.wrong(table, row, field, name + " names bus " + bus + ", which is not among the buses");
        }
        return index;
    }

    private AiException tooMany(String table, int most) {
        return AiException.invalid(source.pointer(table, -1, ""), "Too many " + table, "at most " + most);
    }
}
