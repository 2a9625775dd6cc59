package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;

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
    static final String FILE = "tables.json";

    /** The tables of global warming potentials; {@code pages} names the table of each report. */
    record GwpTables(List<String> files, String source, Map<GwpSet, String> pages, String url, String licence) {}

    /** The table of refrigerants. */
    record Blends(String file, String source) {}

    static FactorTables of(Bundle bundle) {
        try {
            return StrictJson.MAPPER.readValue(bundle.text(FILE), FactorTables.class);
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, FILE + ": " + e.getOriginalMessage(), e);
        }
    }

    static List<Row> rows(Bundle bundle, String file) {
        return Row.parse(file, bundle.text(file), Map.of());
    }
}
