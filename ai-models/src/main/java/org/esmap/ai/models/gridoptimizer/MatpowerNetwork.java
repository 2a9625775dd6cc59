package org.esmap.ai.models.gridoptimizer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Makes a network of a MATPOWER version 2 case: columns as the MATPOWER manual's appendix B numbers them. Generators
 * and branches are called by their row, counted from 1, out of service ones included.
 */
final class MatpowerNetwork {
    private static final NetworkSource SOURCE = (table, row, field) -> "/network/matpower";

    private static final Set<String> READ = Set.of("version", "baseMVA", "bus", "branch", "gen", "gencost", "genfuel");
    private static final Set<String> WITHOUT_EFFECT = Set.of("areas", "bus_name", "gentype", "dclinecost");
    private static final double PQ = 1;
    private static final double PV = 2;
    private static final double REFERENCE = 3;
    private static final double ISOLATED = 4;

    private final Map<String, MatpowerText.Value> values;
    private final NetworkBuilder builder;
    private final Costs costs = new Costs(SOURCE);
    private final List<Warning> warnings;
    private final Set<Object> isolated = new LinkedHashSet<>();

    private MatpowerNetwork(Map<String, MatpowerText.Value> values, NetworkBuilder builder, List<Warning> warnings) {
        this.values = values;
        this.builder = builder;
        this.warnings = warnings;
    }

    static Network read(String text, NetworkBuilder.Convention convention, Settings settings, List<Warning> warnings) {
        Map<String, MatpowerText.Value> values = MatpowerText.read(text);
        MatpowerText.Value version = values.get("version");
        if (version != null && !isTwo(version)) {
            throw refused("mpc.version must be '2'; convert the case with MATPOWER's loadcase and savecase");
        }
        List<MatpowerText.Row> base = rowsOf(values, "baseMVA", 1);
        NetworkBuilder builder =
                new NetworkBuilder(SOURCE, convention, settings, base.get(0).figures()[0]);
        return new MatpowerNetwork(values, builder, warnings).network();
    }

    private static boolean isTwo(MatpowerText.Value version) {
        return version.texts().equals(List.of("2"))
                || !version.rows().isEmpty() && version.rows().get(0).figures()[0] == 2;
    }

    private Network network() {
        for (MatpowerText.Row row : rowsOf(values, "bus", 6)) {
            bus(row);
        }
        int number = 0;
        for (MatpowerText.Row row : rowsOf(values, "branch", 11)) {
            branch(number++, row);
        }
        generators();
        if (!isolated.isEmpty()) {
            warnings.add(new Warning(
                    "isolated",
                    "Buses of type 4 carry nothing; they were left out with all that is connected to them: "
                            + isolated));
        }
        warnOfUnread();
        return builder.build("matpower");
    }

    private void warnOfUnread() {
        List<String> unread = values.entrySet().stream()
                .filter(e -> !READ.contains(e.getKey())
                        && !WITHOUT_EFFECT.contains(e.getKey())
                        && !e.getValue().rows().isEmpty())
                .map(e -> "mpc." + e.getKey())
                .sorted()
                .toList();
        if (!unread.isEmpty()) {
            warnings.add(
                    new Warning("ignored", "Not part of the model and left out of it: " + String.join(", ", unread)));
        }
    }

    private void bus(MatpowerText.Row row) {
        double[] f = row.figures();
        Object id = whole(f[0], "bus number", row);
        if (f[1] != PQ && f[1] != PV && f[1] != REFERENCE && f[1] != ISOLATED) {
            throw refused("Line " + row.line() + ": the type of bus " + id + " must be 1, 2, 3 or 4, found " + f[1]);
        }
        if (f[1] == ISOLATED) {
            if (f[2] != 0 || f[4] != 0) {
                throw refused("Line " + row.line() + ": bus " + id + " is isolated (type 4) and has a load of " + f[2]
                        + " MW that nothing can serve. Connect it, or set its load to 0");
            }
            isolated.add(id);
            return;
        }
        builder.bus(row.line(), id, f[1] == REFERENCE, f[2], f[4]);
    }

    private void branch(int number, MatpowerText.Row row) {
        double[] f = row.figures();
        Object from = whole(f[0], "from bus", row);
        Object to = whole(f[1], "to bus", row);
        if (!(f[10] > 0) || isolated.contains(from) || isolated.contains(to)) {
            return;
        }
        boolean angles = f.length >= 13;
        builder.branch(
                number,
                number + 1,
                new NetworkBuilder.Line(
                        from, to, f[2], f[3], f[5], f[8], f[9], angles ? f[11] : 0, angles ? f[12] : 0));
    }

    private void generators() {
        List<MatpowerText.Row> rows = rowsOf(values, "gen", 10);
        List<MatpowerText.Row> prices = rowsOf(values, "gencost", 5);
        if (prices.size() != rows.size() && prices.size() != 2 * rows.size()) {
            throw refused("mpc.gencost has " + prices.size() + " rows; expected one per generator (" + rows.size()
                    + "), or two where reactive power has costs");
        }
        List<String> fuels =
                values.containsKey("genfuel") ? values.get("genfuel").texts() : List.of();
        if (!fuels.isEmpty() && fuels.size() != rows.size()) {
            throw refused("mpc.genfuel names " + fuels.size() + " fuels for " + rows.size() + " generators");
        }
        for (int g = 0; g < rows.size(); g++) {
            double[] f = rows.get(g).figures();
            if (f[7] > 0 && !isolated.contains(whole(f[0], "generator bus", rows.get(g)))) {
                generator(g, rows.get(g), prices.get(g), fuels.isEmpty() ? null : fuels.get(g));
            }
        }
    }

    private void generator(int g, MatpowerText.Row row, MatpowerText.Row cost, @Nullable String named) {
        double[] f = row.figures();
        String fuel = named != null ? named : builder.fuelOf(row.comment()) == null ? null : row.comment();
        Network.Unit plain = Network.Unit.PLAIN;
        Network.Unit unit = new Network.Unit(
                notNegative(cost, 1, "startup cost"),
                notNegative(cost, 2, "shutdown cost"),
                plain.minUpH(),
                plain.minDownH(),
                plain.rampMwPerH(),
                true);
        Double setpoint = Double.isFinite(f[1]) ? f[1] : null;
        builder.generator(
                g, g + 1, whole(f[0], "generator bus", row), f[9], f[8], setpoint, curve(g, cost), fuel, null, unit);
    }

    private Curve curve(int g, MatpowerText.Row row) {
        double[] f = row.figures();
        int n = (int) f[3];
        long needed = f[0] == 1 ? 4 + 2L * n : 4L + n;
        if (f[0] != 1 && f[0] != 2 || n != f[3] || n < 1 || f.length < needed) {
            throw refused("Line " + row.line() + ": cost of generator " + (g + 1)
                    + " must be model 1 (piecewise linear) or 2 " + "(polynomial) with as many figures as n says");
        }
        if (f[0] == 1) {
            double[] x = new double[n];
            double[] y = new double[n];
            for (int k = 0; k < n; k++) {
                x[k] = f[4 + 2 * k];
                y[k] = f[5 + 2 * k];
            }
            return costs.piecewise(g, g + 1, x, y);
        }
        for (int k = 0; k < n - 3; k++) {
            if (f[4 + k] != 0) {
                throw refused("Line " + row.line() + ": cost of generator " + (g + 1) + " is a polynomial of degree "
                        + (n - 1 - k) + "; the highest that a DC optimal power flow takes here is 2");
            }
        }
        int last = 4 + n - 1;
        return costs.polynomial(g, g + 1, n >= 3 ? f[last - 2] : 0, n >= 2 ? f[last - 1] : 0, f[last]);
    }

    private static double notNegative(MatpowerText.Row row, int column, String what) {
        double value = row.figures()[column];
        if (!Double.isFinite(value) || value < 0) {
            throw refused("Line " + row.line() + ": " + what + " must be a number from 0, found " + value);
        }
        return value;
    }

    private static Object whole(double value, String what, MatpowerText.Row row) {
        if (value != Math.rint(value) || Math.abs(value) > 1e9) {
            throw refused("Line " + row.line() + ": " + what + " must be a whole number, found " + value);
        }
        return (int) value;
    }

    private static List<MatpowerText.Row> rowsOf(Map<String, MatpowerText.Value> values, String name, int columns) {
        MatpowerText.Value value = values.get(name);
        if (value == null || value.rows().isEmpty()) {
            throw refused("mpc." + name + " is missing or empty");
        }
        for (MatpowerText.Row row : value.rows()) {
            if (row.figures().length < columns) {
                throw refused("Line " + row.line() + ": a row of mpc." + name + " has " + row.figures().length
                        + " columns; expected " + columns + " or more");
            }
        }
        return value.rows();
    }

    private static AiException refused(String message) {
        return AiException.invalid("/network/matpower", message, "a MATPOWER case file, format version 2");
    }
}
