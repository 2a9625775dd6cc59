package org.esmap.ai.models.emissioncalculator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.quantities.NamedUnit;
import org.esmap.ai.core.quantities.Units;
import org.jspecify.annotations.Nullable;

/** A versioned set of factors with everything needed to find one. Read once from a bundle, then never changed. */
final class FactorSet {
    /** Stands for every place in the tables of world defaults. */
    static final String WORLD = "WORLD";

    private record Key(ActivityType type, String item, String region) {}

    private final FactorTables tables;
    private final Map<Key, List<Factor>> factors = new HashMap<>();
    private final Map<ActivityType, Names> items = new EnumMap<>(ActivityType.class);
    private final Set<String> ids = new HashSet<>();
    private final Names regions = new Names();
    private final Map<String, CalorificValue> calorificValues = new HashMap<>();
    private final Gwps gwps;
    private final Refrigerants refrigerants;

    FactorSet(Bundle bundle) {
        this.tables = FactorTables.of(bundle);
        for (ActivityType type : ActivityType.values()) {
            items.put(type, new Names());
        }
        this.gwps = new Gwps(tables.gwp().files().stream()
                .map(file -> FactorTables.rows(bundle, file))
                .toList());
        this.refrigerants =
                new Refrigerants(FactorTables.rows(bundle, tables.blends().file()), gwps);
        FactorTables.rows(bundle, tables.regions()).forEach(this::addRegion);
        FactorTables.rows(bundle, tables.items())
                .forEach(row -> names(ActivityType.of(row.text("type")))
                        .add(row.text("id"), row.text("name"), row.list("aliases")));
        FactorTables.rows(bundle, tables.calorificValues())
                .forEach(row -> calorificValues.put(row.text("item"), CalorificValue.of(row)));
        for (Dataset dataset : tables.datasets()) {
            Row.parse(dataset.file(), bundle.text(dataset.file()), dataset.defaults())
                    .forEach(row -> addFactor(dataset, row));
        }
    }

    private void addRegion(Row row) {
        List<String> words = new ArrayList<>(row.list("aliases"));
        row.optional("iso3").ifPresent(words::add);
        regions.add(row.text("code"), row.text("name"), words);
    }

    private void addFactor(Dataset dataset, Row row) {
        NamedUnit unit = Units.standard()
                .read(row.text("unit"))
                .orElseThrow(() -> new AiException(
                        ErrorCode.INVALID_BUNDLE, dataset.file() + ": unknown unit '" + row.text("unit") + "'"));
        Factor factor = Factor.of(dataset, row, unit);
        if (!ids.add(factor.id())) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, dataset.file() + ": two rows make " + factor.id());
        }
        factors.computeIfAbsent(new Key(factor.type(), factor.item(), factor.region()), k -> new ArrayList<>())
                .add(factor);
        Optional<String> known = names(factor.type()).find(factor.item());
        if (known.isEmpty()) {
            names(factor.type()).add(factor.item(), factor.item(), List.of());
        } else if (!known.get().equals(factor.item())) {
            throw new AiException(
                    ErrorCode.INVALID_BUNDLE,
                    dataset.file() + ": '" + factor.item() + "' is another name of '" + known.get() + "'");
        }
        if (regions.find(factor.region()).isEmpty()) {
            regions.add(factor.region(), factor.region(), List.of());
        }
    }

    String id() {
        return tables.id();
    }

    String version() {
        return tables.version();
    }

    FactorTables tables() {
        return tables;
    }

    Gwps gwps() {
        return gwps;
    }

    Refrigerants refrigerants() {
        return refrigerants;
    }

    Names regions() {
        return regions;
    }

    Names names(ActivityType type) {
        return requireNonNull(items.get(type), "no names for a type");
    }

    /** The factors of one item in one region, in the tables' order of preference. */
    List<Factor> factors(ActivityType type, String item, String region) {
        return factors.getOrDefault(new Key(type, item, region), List.of());
    }

    /** The regions that have factors for an item, in one data set or in any. */
    List<String> regionsOf(ActivityType type, String item, @Nullable String dataset) {
        return factorsOf(type, item)
                .filter(factor -> dataset == null || factor.dataset().id().equals(dataset))
                .map(Factor::region)
                .distinct()
                .sorted()
                .toList();
    }

    /** The data sets that have factors for an item. */
    List<String> datasetsOf(ActivityType type, String item) {
        return factorsOf(type, item)
                .map(factor -> factor.dataset().id())
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<Factor> factorsOf(ActivityType type, String item) {
        return factors.entrySet().stream()
                .filter(entry ->
                        entry.getKey().type() == type && entry.getKey().item().equals(item))
                .flatMap(entry -> entry.getValue().stream());
    }

    /** That of the fuel, whatever it is burnt in. */
    Optional<CalorificValue> calorificValue(String item) {
        return Optional.ofNullable(calorificValues.get(Factor.fuel(item)));
    }

    boolean hasDataset(String id) {
        return tables.datasets().stream().anyMatch(dataset -> dataset.id().equals(id));
    }
}
