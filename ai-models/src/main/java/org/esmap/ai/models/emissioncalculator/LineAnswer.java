package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the lines of one answer; a factor that several lines share is written once. Not thread-safe. */
final class LineAnswer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** By key. */
    private final Map<String, ObjectNode> factors = new HashMap<>();

    ObjectNode of(Line line) {
        Activity activity = line.activity();
        ObjectNode node = JSON.objectNode();
        node.put("label", activity.label());
        node.put("type", activity.type().text());
        node.put("item", activity.item());
        ObjectNode amount = node.putObject("amount");
        Answer.number(amount, "value", activity.amount());
        amount.put("unit", activity.unit().symbol());
        Answer.number(node, "co2eKg", line.gases().total());
        node.put("scope", line.scope());
        if (line.marketCo2eKg() != null) {
            ObjectNode market = node.putObject("market");
            Answer.number(market, "co2eKg", line.marketCo2eKg());
            market.set("steps", steps(line.marketSteps()));
        }
        node.set("gases", Answer.gases(line.gases()));
        Answer.number(node, "biogenicCo2Kg", line.gases().biogenic());
        node.set("factor", factors.computeIfAbsent(line.factor().key(), key -> factor(line.factor())));
        node.set("steps", steps(line.steps()));
        Answer.interval(node, line.error().interval());
        ArrayNode warnings = node.putArray("warnings");
        line.warnings()
                .forEach(warning ->
                        warnings.addObject().put("code", warning.code()).put("detail", warning.detail()));
        return node;
    }

    private static ArrayNode steps(List<Step> steps) {
        ArrayNode array = JSON.arrayNode();
        for (Step step : steps) {
            ObjectNode node = array.addObject();
            node.put("what", step.what());
            node.put("operator", step.operator());
            ArrayNode operands = node.putArray("operands");
            step.operands().forEach(operands::add);
            node.put("result", step.result());
            node.put("unit", step.unit());
            node.put("formula", step.formula());
        }
        return array;
    }

    private static ObjectNode factor(UsedFactor factor) {
        ObjectNode node = JSON.objectNode();
        node.put("id", factor.key());
        Answer.number(node, "value", factor.value());
        node.put("unit", factor.unit());
        node.put("gwp", factor.gwp());
        node.put("cvBasis", factor.cvBasis());
        node.put("region", factor.region());
        node.put("year", factor.year());
        node.put("boundary", factor.boundary());
        node.put("source", factor.source());
        node.put("page", factor.page());
        node.put("url", factor.url());
        node.put("licence", factor.licence());
        Factor published = factor.published();
        if (published != null) {
            node.put("dataset", published.dataset().id());
            node.set("published", published(published));
        }
        return node;
    }

    private static ObjectNode published(Factor factor) {
        String per = "/" + factor.unit().symbol();
        ObjectNode node = JSON.objectNode();
        GwpSet own = factor.gwp();
        node.put("gwp", own == null ? null : own.name());
        Answer.number(node, "co2e", factor.total());
        boolean mass = factor.form() == Factor.Form.MASS;
        gas(node, "co2", factor.co2(), (mass ? "kg CO2" : "kg CO2e") + per);
        gas(node, "ch4", factor.ch4(), (mass ? "kg CH4" : "kg CO2e") + per);
        gas(node, "n2o", factor.n2o(), (mass ? "kg N2O" : "kg CO2e") + per);
        GasFactor biogenic = factor.biogenic();
        if (biogenic != null && biogenic.value().signum() != 0) {
            gas(node, "biogenicCo2", biogenic, "kg CO2" + per);
        }
        return node;
    }

    private static void gas(ObjectNode node, String name, @Nullable GasFactor gas, String unit) {
        if (gas == null) {
            return;
        }
        ObjectNode inner = node.putObject(name);
        Answer.number(inner, "value", gas.value());
        inner.put("unit", unit);
        if (gas.low() != null) {
            Answer.number(inner, "low", gas.low());
            Answer.number(inner, "high", gas.high());
        }
    }
}
