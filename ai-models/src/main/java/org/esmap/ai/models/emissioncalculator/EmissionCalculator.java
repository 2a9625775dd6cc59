package org.esmap.ai.models.emissioncalculator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.failure.FieldError;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.Warning;

/**
 * Calculates emissions with one version of the factor set. Thread-safe: the set is read once and never changed.
 *
 * <p>Reads {@code {"activities":[…],"gwp":"AR5","factorSet":"esmap-2026"}} and answers totals, lines in the order of
 * the input, and chart-ready series. Refuses with {@code INVALID_INPUT} and a pointer to each wrong place.
 */
final class EmissionCalculator implements Predictor {
    private static final int MOST_ERRORS = 20;
    private static final int SHOWN_LINES = 10;

    private final FactorSet factors;
    private final ActivityReader reader;
    private final Map<GwpSet, LineCalculator> calculators = new EnumMap<>(GwpSet.class);

    EmissionCalculator(Bundle bundle) {
        this.factors = new FactorSet(bundle);
        this.reader = new ActivityReader(factors);
        for (GwpSet set : GwpSet.values()) {
            calculators.put(set, new LineCalculator(factors, new Weighing(factors.gwps(), set)));
        }
    }

    @Override
    public Prediction predict(Query query) {
        JsonNode input = query.input();
        checkFactorSet(input.path("factorSet"));
        GwpSet gwp = GwpSet.valueOf(input.get("gwp").asText());
        List<Line> lines = lines(query, requireNonNull(calculators.get(gwp), "no calculator"));
        return Prediction.of(Answer.of(factors, gwp, lines)).withWarnings(warnings(lines));
    }

    private void checkFactorSet(JsonNode asked) {
        String named = factors.id() + "@" + factors.version();
        if (!asked.isMissingNode()
                && !asked.asText().equals(factors.id())
                && !asked.asText().equals(named)) {
            throw AiException.invalid(
                    "/factorSet", "Unknown factor set '" + asked.asText() + "'", factors.id() + ", " + named);
        }
    }

    private List<Line> lines(Query query, LineCalculator calculator) {
        JsonNode activities = query.input().get("activities");
        List<Line> lines = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < activities.size() && errors.size() < MOST_ERRORS; i++) {
            query.deadline().check();
            try {
                lines.add(calculator.line(reader.read(i, activities.get(i))));
            } catch (AiException refusal) {
                if (refusal.code() != ErrorCode.INVALID_INPUT) {
                    throw refusal;
                }
                errors.addAll(refusal.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw AiException.invalid(errors);
        }
        return lines;
    }

    /** Each kind of warning once, with the lines it stands on. */
    private static List<Warning> warnings(List<Line> lines) {
        Map<Warning, Set<Integer>> found = new LinkedHashMap<>();
        for (Line line : lines) {
            line.warnings()
                    .forEach(warning -> found.computeIfAbsent(warning, w -> new LinkedHashSet<>())
                            .add(line.activity().index()));
        }
        return found.entrySet().stream()
                .map(e -> new Warning(
                        e.getKey().code(), e.getKey().detail() + " (activities " + shown(e.getValue()) + ")"))
                .toList();
    }

    private static String shown(Set<Integer> indexes) {
        return indexes.stream().limit(SHOWN_LINES).map(String::valueOf).collect(Collectors.joining(", "))
                + (indexes.size() > SHOWN_LINES ? ", …" : "");
    }
}
