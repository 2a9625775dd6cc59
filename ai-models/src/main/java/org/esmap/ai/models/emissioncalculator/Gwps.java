package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** The global warming potentials of the factor set, by species and assessment report. */
final class Gwps {
    private final Map<String, Map<GwpSet, BigDecimal>> values = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();

    Gwps(List<List<Row>> tables) {
        tables.stream().flatMap(List::stream).forEach(this::add);
        for (GwpSet set : GwpSet.values()) {
            require("CH4", set);
            require("N2O", set);
        }
    }

    private void add(Row row) {
        Map<GwpSet, BigDecimal> bySet = new EnumMap<>(GwpSet.class);
        for (GwpSet set : GwpSet.values()) {
            row.decimal(set.name()).ifPresent(value -> bySet.put(set, value));
        }
        row.optional("source").ifPresent(source -> sources.put(row.text("species"), source));
        if (values.put(row.text("species"), bySet) != null) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "GWP table: " + row.text("species") + " stands twice");
        }
    }

    Optional<BigDecimal> of(String species, GwpSet set) {
        return Optional.ofNullable(values.getOrDefault(species, Map.of()).get(set));
    }

    /** What is to be said of where the figures of a species come from, beside the source of the table. */
    Optional<String> source(String species) {
        return Optional.ofNullable(sources.get(species));
    }

    BigDecimal require(String species, GwpSet set) {
        return of(species, set)
                .orElseThrow(
                        () -> new AiException(ErrorCode.INVALID_BUNDLE, "GWP table lacks " + species + " in " + set));
    }

    boolean knows(String species) {
        return values.containsKey(species);
    }

    Iterable<String> species() {
        return values.keySet();
    }
}
