package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.esmap.ai.models.emissioncalculator.Uncertainty.Interval;

/** The answer as series that a chart can draw without calculating: by scope, by activity, by gas. */
final class Series {
    private Series() {}

    static ArrayNode of(Totals totals, List<Line> lines) {
        ArrayNode series = JsonNodeFactory.instance.arrayNode();
        ArrayNode scopes = add(series, "by-scope", "Emissions by scope");
        point(scopes, "Scope 1", totals.scope1());
        point(scopes, "Scope 2 (location based)", totals.location());
        point(scopes, "Scope 2 (market based)", totals.market()).put("alternativeTo", "Scope 2 (location based)");
        point(scopes, "Scope 3", totals.scope3());
        ArrayNode activities = add(series, "by-activity", "Emissions by activity");
        lines.forEach(line -> activity(activities, line));
        ArrayNode gases = add(series, "by-gas", "Emissions by gas");
        GasLedger ledger = totals.gases();
        point(gases, "CO2", ledger.co2().co2eKg());
        point(gases, "CH4", ledger.ch4().co2eKg());
        point(gases, "N2O", ledger.n2o().co2eKg());
        point(gases, "Fluorinated gases", ledger.fluorinated().co2eKg());
        point(gases, "Other gases", ledger.other().co2eKg());
        point(gases, "Not split into gases", ledger.unsplit());
        point(gases, "Rounding of published totals", ledger.rounding());
        return series;
    }

    private static ArrayNode add(ArrayNode series, String id, String title) {
        return series.addObject()
                .put("id", id)
                .put("title", title)
                .put("unit", "kg CO2e")
                .putArray("points");
    }

    private static ObjectNode point(ArrayNode points, String label, BigDecimal value) {
        ObjectNode point = points.addObject().put("label", label);
        Answer.number(point, "value", value);
        return point;
    }

    private static void activity(ArrayNode points, Line line) {
        ObjectNode point = point(points, line.activity().label(), line.gases().total());
        Interval interval = line.error().interval();
        Answer.number(point, "low", interval.low());
        Answer.number(point, "high", interval.high());
        point.put("scope", line.scope());
    }
}
