package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.esmap.ai.models.emissioncalculator.GasLedger.Gas;
import org.esmap.ai.models.emissioncalculator.Uncertainty.Interval;
import org.jspecify.annotations.Nullable;

/** Writes an answer in the form of the output schema. Numbers are decimals, exactly as calculated. */
final class Answer {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Answer() {}

    static ObjectNode of(FactorSet factors, GwpSet gwp, List<Line> lines) {
        Totals totals = Totals.of(lines);
        ObjectNode answer = JSON.objectNode();
        answer.putObject("factorSet").put("id", factors.id()).put("version", factors.version());
        answer.put("gwp", gwp.name());
        answer.set("total", total(totals, lines));
        ArrayNode array = answer.putArray("lines");
        LineAnswer lineAnswer = new LineAnswer();
        lines.forEach(line -> array.add(lineAnswer.of(line)));
        answer.set("series", Series.of(totals, lines));
        return answer;
    }

    private static ObjectNode total(Totals totals, List<Line> lines) {
        ObjectNode node = JSON.objectNode();
        number(node, "co2eKg", totals.byLocation());
        node.put("scope2Basis", "location");
        number(node, "co2eKgMarketBased", totals.byMarket());
        ObjectNode scopes = node.putObject("byScope");
        number(scopes, "1", totals.scope1());
        ObjectNode two = scopes.putObject("2");
        number(two, "location", totals.location());
        number(two, "market", totals.market());
        number(scopes, "3", totals.scope3());
        node.set("gases", gases(totals.gases()));
        number(node, "biogenicCo2Kg", totals.gases().biogenic());
        indexes(node, "biogenicCo2NotStated", lines, line -> line.gases().biogenic() == null);
        BigDecimal relative = Uncertainty.ofTotal(lines, totals.byLocation());
        interval(node, Interval.of(totals.byLocation(), relative));
        node.set("uncertainty", uncertainty(lines));
        return node;
    }

    private static ObjectNode uncertainty(List<Line> lines) {
        ObjectNode node = JSON.objectNode();
        node.put("method", "2006 IPCC Guidelines Vol 1 Ch 3, approach 1 (error propagation)");
        node.put("confidencePct", 95);
        ArrayNode correlated = node.putArray("correlated");
        Uncertainty.correlated(lines).forEach((factor, indexes) -> {
            ObjectNode group = correlated.addObject().put("factor", factor);
            ArrayNode array = group.putArray("lines");
            indexes.forEach(array::add);
        });
        indexes(node, "factorsNotQuantified", lines, Uncertainty::isUnknown);
        return node;
    }

    private static void indexes(ObjectNode node, String name, List<Line> lines, Predicate<Line> which) {
        ArrayNode array = node.putArray(name);
        lines.stream().filter(which).forEach(line -> array.add(line.activity().index()));
    }

    static void interval(ObjectNode node, Interval interval) {
        number(node, "uncertaintyPct", interval.pct());
        number(node, "lowKg", interval.low());
        number(node, "highKg", interval.high());
    }

    static ObjectNode gases(GasLedger ledger) {
        ObjectNode node = JSON.objectNode();
        boolean known = ledger.unsplit().signum() == 0 || ledger.unsplit().compareTo(ledger.total()) != 0;
        gas(node, "co2", known ? ledger.co2() : null);
        gas(node, "ch4", known ? ledger.ch4() : null);
        gas(node, "n2o", known ? ledger.n2o() : null);
        if (ledger.fluorinated().kg().signum() != 0) {
            gas(node, "fluorinated", ledger.fluorinated());
        }
        if (ledger.other().kg().signum() != 0) {
            gas(node, "other", ledger.other());
        }
        if (ledger.unsplit().signum() != 0) {
            number(node.putObject("unsplit"), "co2eKg", ledger.unsplit());
        }
        if (ledger.rounding().signum() != 0) {
            number(node.putObject("rounding"), "co2eKg", ledger.rounding());
        }
        return node;
    }

    private static void gas(ObjectNode node, String name, @Nullable Gas gas) {
        ObjectNode inner = node.putObject(name);
        number(inner, "kg", gas == null ? null : gas.kg());
        number(inner, "co2eKg", gas == null ? null : gas.co2eKg());
    }

    static void number(ObjectNode node, String name, @Nullable BigDecimal value) {
        node.put(name, Decimals.plainOrNull(value));
    }
}
