package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import org.esmap.ai.core.failure.AiException;
import org.jspecify.annotations.Nullable;

/** Makes a network of the JSON form that the input schema describes; built-in cases have the same form. */
final class JsonNetwork {
    private static final double NONE = Double.POSITIVE_INFINITY;

    private final NetworkBuilder builder;
    private final Costs costs;
    private final JsonNode json;

    private JsonNetwork(NetworkBuilder builder, Costs costs, JsonNode json) {
        this.builder = builder;
        this.costs = costs;
        this.json = json;
    }

    /** Reads {@code json}, which the schema has passed; pointers begin at /network. */
    static Network read(JsonNode json, String name, NetworkBuilder.Convention convention, Settings settings) {
        NetworkSource source = (table, row, field) ->
                "/network/" + table + (row < 0 ? "" : "/" + row) + (field.isEmpty() ? "" : "/" + field);
        double base = json.path("baseMva").asDouble(100);
        NetworkBuilder builder = new NetworkBuilder(source, convention, settings, base);
        return new JsonNetwork(builder, new Costs(source), json).network(name);
    }

    private Network network(String name) {
        int row = 0;
        for (JsonNode bus : json.path("buses")) {
            builder.bus(
                    row++,
                    id(bus.path("id")),
                    bus.path("slack").asBoolean(),
                    number(bus, "loadMw", 0),
                    number(bus, "shuntMw", 0));
        }
        row = 0;
        for (JsonNode branch : json.path("branches")) {
            branch(row++, branch);
        }
        row = 0;
        for (JsonNode generator : json.path("generators")) {
            generator(row++, generator);
        }
        return builder.build(name);
    }

    private void branch(int row, JsonNode b) {
        Object id = b.has("id") ? id(b.path("id")) : (Object) (row + 1);
        if (!b.path("inService").asBoolean(true)) {
            return;
        }
        builder.branch(
                row,
                id,
                new NetworkBuilder.Line(
                        id(b.path("from")),
                        id(b.path("to")),
                        number(b, "r", 0),
                        number(b, "x", 0),
                        number(b, "ratingMva", 0),
                        number(b, "tap", 0),
                        number(b, "shiftDeg", 0),
                        number(b, "angleMinDeg", -360),
                        number(b, "angleMaxDeg", 360)));
    }

    private void generator(int row, JsonNode g) {
        Object id = g.has("id") ? id(g.path("id")) : (Object) (row + 1);
        if (!g.path("inService").asBoolean(true)) {
            return;
        }
        String fuel = g.has("fuel") ? g.path("fuel").asText() : null;
        if (fuel != null && builder.fuelOf(fuel) == null) {
            throw AiException.invalid(
                    "/network/generators/" + row + "/fuel",
                    "Unknown fuel '" + fuel + "' of generator " + id,
                    String.join(
                            ", ",
                            builder.settings().emissions().keySet().stream()
                                    .sorted()
                                    .toList()));
        }
        builder.generator(
                row,
                id,
                id(g.path("bus")),
                number(g, "minMw", 0),
                number(g, "maxMw", 0),
                optional(g, "setpointMw"),
                curve(row, id, g),
                fuel,
                optional(g, "co2TPerMwh"),
                new Network.Unit(
                        number(g, "startCost", 0),
                        number(g, "stopCost", 0),
                        number(g, "minUpH", 0),
                        number(g, "minDownH", 0),
                        number(g, "rampMwPerH", NONE),
                        g.path("initiallyOn").asBoolean(true)));
    }

    private Curve curve(int row, Object id, JsonNode g) {
        JsonNode cost = g.path("cost");
        if (cost.has("points") && cost.size() > 1) {
            throw AiException.invalid(
                    "/network/generators/" + row + "/cost",
                    "The cost of generator " + id + " is given both by points and by coefficients",
                    "points; or quadratic, linear and constant");
        }
        if (cost.has("points")) {
            JsonNode points = cost.path("points");
            double[] x = new double[points.size()];
            double[] y = new double[points.size()];
            for (int k = 0; k < x.length; k++) {
                x[k] = points.path(k).path(0).asDouble();
                y[k] = points.path(k).path(1).asDouble();
            }
            return costs.piecewise(row, id, x, y);
        }
        return costs.polynomial(
                row, id, number(cost, "quadratic", 0), number(cost, "linear", 0), number(cost, "constant", 0));
    }

    private static double number(JsonNode node, String field, double otherwise) {
        return node.path(field).asDouble(otherwise);
    }

    private static @Nullable Double optional(JsonNode node, String field) {
        return node.has(field) ? (Double) node.path(field).asDouble() : null;
    }

    /** An id as it was written: a whole number or a text. */
    static Object id(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
}
