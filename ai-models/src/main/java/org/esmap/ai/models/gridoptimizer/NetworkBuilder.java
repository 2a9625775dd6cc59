package org.esmap.ai.models.gridoptimizer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the elements of a network, refuses what is wrong with the pointer to it, and makes the checked
 * {@link Network}. Buses come first. Not thread-safe.
 */
final class NetworkBuilder {
    private final Source source;
    private final Convention convention;
    private final Settings settings;
    private final double baseMva;
    private final List<Network.Bus> buses = new ArrayList<>();
    private final List<Network.Branch> branches = new ArrayList<>();
    private final List<Network.Generator> generators = new ArrayList<>();
    private final Map<String, Integer> busIndex = new HashMap<>();
    private final Set<String> branchIds = new HashSet<>();
    private final Set<String> generatorIds = new HashSet<>();
    private int slack = -1;

    /** Where the figures come from, for pointers. */
    interface Source {
        /** The pointer to {@code field} of the element at {@code row} (from 0) of {@code table}; field may be empty. */
        String pointer(String table, int row, String field);
    }

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

    NetworkBuilder(Source source, Convention convention, Settings settings, double baseMva) {
        this.source = source;
        this.convention = convention;
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
        finite("buses", row, "loadMw", "load of bus " + id, loadMw);
        finite("buses", row, "shuntMw", "shunt of bus " + id, shuntMw);
        if (busIndex.putIfAbsent(id.toString(), buses.size()) != null) {
            throw wrong("buses", row, "id", "Bus " + id + " is given twice; bus ids must differ");
        }
        if (buses.size() >= settings.limits().buses()) {
            throw tooMany("buses", settings.limits().buses());
        }
        if (reference) {
            if (slack >= 0) {
                throw wrong(
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
            throw wrong("branches", row, "id", "Branch id " + id + " is given twice; branch ids must differ");
        }
        int from = at("branches", row, "from", name, line.from());
        int to = at("branches", row, "to", name, line.to());
        if (from == to) {
            throw wrong("branches", row, "to", name + " ends where it begins");
        }
        finite("branches", row, "r", "r of " + name, line.r());
        finite("branches", row, "x", "x of " + name, line.x());
        finite("branches", row, "tap", "tap of " + name, line.tap());
        finite("branches", row, "shiftDeg", "shift of " + name, line.shiftDeg());
        if (line.x() == 0) {
            throw AiException.invalid(
                    source.pointer("branches", row, "x"),
                    "x of " + name
                            + " is 0; a DC power flow needs a reactance. Merge the two buses, or give a small one",
                    "any number but 0");
        }
        if (Double.isNaN(line.ratingMva()) || line.ratingMva() < 0) {
            throw AiException.invalid(
                    source.pointer("branches", row, "ratingMva"),
                    "rating of " + name + " must not be negative, found " + line.ratingMva(),
                    ">= 0, where 0 means no limit");
        }
        if (line.tap() < 0) {
            throw wrong("branches", row, "tap", "tap of " + name + " must not be negative, found " + line.tap());
        }
        if (branches.size() >= settings.limits().branches()) {
            throw tooMany("branches", settings.limits().branches());
        }
        branches.add(limited(row, id, name, from, to, line));
    }

    private Network.Branch limited(int row, Object id, String name, int from, int to, Line line) {
        boolean plain = convention == Convention.PGLIB;
        double tap = line.tap() == 0 ? 1 : line.tap();
        double b = baseMva * (plain ? line.x() / (line.r() * line.r() + line.x() * line.x()) : 1 / (line.x() * tap));
        if (!Double.isFinite(b) || b == 0) {
            throw wrong("branches", row, "x", "r and x of " + name + " give no usable susceptance: " + b);
        }
        double shift = plain ? 0 : Math.toRadians(line.shiftDeg());
        double rating = line.ratingMva() == 0 ? Double.POSITIVE_INFINITY : line.ratingMva();
        double[] angles = angleLimits(row, name, line);
        double one = b * (angles[0] - shift);
        double other = b * (angles[1] - shift);
        double low = Math.max(-rating, Math.min(one, other));
        double high = Math.min(rating, Math.max(one, other));
        if (low > high) {
            throw wrong(
                    "branches",
                    row,
                    "",
                    "the rating and the angle limits of " + name + " leave no flow: least " + low + " MW, most " + high
                            + " MW");
        }
        return new Network.Branch(id, from, to, b, shift, rating, low, high);
    }

    /** Angle limits in radians; 0 and 0, or a full turn, mean none (MATPOWER manual, table B-3). */
    private double[] angleLimits(int row, String name, Line line) {
        double min = line.angleMinDeg();
        double max = line.angleMaxDeg();
        if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
            throw wrong(
                    "branches",
                    row,
                    "angleMinDeg",
                    "angle limits of " + name + " must be numbers in order, found " + min + " and " + max);
        }
        boolean none = min == 0 && max == 0;
        return new double[] {
            none || min <= -360 ? Double.NEGATIVE_INFINITY : Math.toRadians(min),
            none || max >= 360 ? Double.POSITIVE_INFINITY : Math.toRadians(max)
        };
    }

    /** Adds a generator; {@code co2TPerMwh} wins over {@code fuel}, and neither means the assumed fuel. */
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
            throw wrong("generators", row, "id", "Generator id " + id + " is given twice; generator ids must differ");
        }
        int at = at("generators", row, "bus", name, bus);
        finite("generators", row, "minMw", "lowest output of " + name, minMw);
        finite("generators", row, "maxMw", "highest output of " + name, maxMw);
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
        Network.Co2Basis basis = co2TPerMwh != null
                ? Network.Co2Basis.GIVEN
                : known != null ? Network.Co2Basis.FUEL : Network.Co2Basis.ASSUMED;
        double factor = co2TPerMwh != null
                ? co2TPerMwh
                : settings.emissions()
                        .get(known == null ? settings.assumedFuel() : known)
                        .tPerMwh();
        generators.add(new Network.Generator(id, at, minMw, maxMw, setpointMw, cost, known, factor, basis, unit));
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

    /** A quadratic cost c2·p² + c1·p + c0, $/h; refused where it is not convex. */
    Curve polynomial(int row, Object id, double c2, double c1, double c0) {
        if (!Double.isFinite(c2) || !Double.isFinite(c1) || !Double.isFinite(c0)) {
            throw wrong("generators", row, "cost", "cost of generator " + id + " must be finite numbers");
        }
        if (c2 < 0) {
            throw AiException.invalid(
                    source.pointer("generators", row, "cost"),
                    "cost of generator " + id + " is concave: its quadratic coefficient is " + c2,
                    "quadratic coefficient >= 0");
        }
        return Curve.quadratic(c0, c1, c2);
    }

    /** A cost through points (MW, $/h); refused where x do not rise or slopes fall. */
    Curve piecewise(int row, Object id, double[] x, double[] y) {
        double before = Double.NEGATIVE_INFINITY;
        for (int k = 0; k + 1 < x.length; k++) {
            double slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
            if (!(x[k + 1] > x[k]) || !Double.isFinite(slope)) {
                throw wrong(
                        "generators",
                        row,
                        "cost",
                        "cost of generator " + id + ": the MW of its points must rise, found " + x[k] + " then "
                                + x[k + 1]);
            }
            if (slope < before - 1e-9 * Math.max(1, Math.abs(before))) {
                throw wrong(
                        "generators",
                        row,
                        "cost",
                        "cost of generator " + id + " is concave: its slope falls from " + before + " to " + slope
                                + " $/MWh at " + x[k] + " MW");
            }
            before = Math.max(before, slope);
        }
        if (x.length < 2) {
            throw wrong(
                    "generators",
                    row,
                    "cost",
                    "cost of generator " + id + " needs two points or more, found " + x.length);
        }
        return Curve.through(x, y);
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
        refuseIslands(network);
        return network;
    }

    private void refuseIslands(Network network) {
        int[] root = new int[buses.size()];
        java.util.Arrays.setAll(root, i -> i);
        for (Network.Branch branch : network.branches()) {
            root[find(root, branch.from())] = find(root, branch.to());
        }
        int main = find(root, slack);
        List<Object> cut = new ArrayList<>();
        int first = -1;
        for (int i = 0; i < root.length; i++) {
            if (find(root, i) != main) {
                first = first < 0 ? i : first;
                cut.add(buses.get(i).id());
            }
        }
        if (first >= 0) {
            throw wrong(
                    "buses",
                    first,
                    "",
                    "Bus " + cut.get(0) + " is an island: no branch in service leads from it to the "
                            + "slack bus " + buses.get(slack).id()
                            + (cut.size() == 1
                                    ? ""
                                    : "; so are " + (cut.size() - 1) + " more: "
                                            + cut.subList(1, Math.min(cut.size(), 10))));
        }
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    private int at(String table, int row, String field, String name, Object bus) {
        Integer index = busIndex.get(bus.toString());
        if (index == null) {
            throw wrong(table, row, field, name + " names bus " + bus + ", which is not among the buses");
        }
        return index;
    }

    private void finite(String table, int row, String field, String what, double value) {
        if (!Double.isFinite(value)) {
            throw AiException.invalid(
                    source.pointer(table, row, field),
                    "The " + what + " must be a finite number, found " + value,
                    "a finite number");
        }
    }

    AiException wrong(String table, int row, String field, String message) {
        return AiException.invalid(source.pointer(table, row, field), message);
    }

    private AiException tooMany(String table, int most) {
        return AiException.invalid(source.pointer(table, -1, ""), "Too many " + table, "at most " + most);
    }
}
