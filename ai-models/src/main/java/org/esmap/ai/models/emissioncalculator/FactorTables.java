package org.esmap.ai.models.emissioncalculator;

import java.util.List;
import java.util.Map;
import org.esmap.ai.core.model.Bundle;

/** {@code tables.json} of a bundle: the name of the factor set, its tables in order of preference, and its lists. */
record FactorTables(
        String id,
        String version,
        List<Dataset> datasets,
        GwpTables gwp,
        Blends blends,
        String regions,
        String items,
        String calorificValues) {
    /** The tables of global warming potentials; {@code pages} names the table of each report. */
    record GwpTables(List<String> files, String source, Map<GwpSet, String> pages, String url, String licence) {}

    /** The table of refrigerants. */
    record Blends(String file, String source) {}

    static FactorTables of(Bundle bundle) {
        return bundle.json("tables.json", FactorTables.class);
    }

    static List<Row> rows(Bundle bundle, String file) {
        return Row.parse(file, bundle.text(file), Map.of());
    }
}
