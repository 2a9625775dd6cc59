package org.esmap.ai.models.emissioncalculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;

/** The refrigerants of the factor set: pure gases and blends of them by mass. */
final class Refrigerants {
    private static final Pattern SHARE = Pattern.compile("0?\\.\\d{1,20}|1(?:\\.0{1,20})?");

    private final Map<String, Map<String, BigDecimal>> components = new LinkedHashMap<>();
    private final Names names = new Names();

    Refrigerants(List<Row> rows, Gwps gwps) {
        for (Row row : rows) {
            Map<String, BigDecimal> parts = new LinkedHashMap<>();
            for (String part : row.list("components")) {
                String[] pair = part.split(":");
                if (!gwps.knows(pair[0])) {
                    throw new AiException(
                            ErrorCode.INVALID_BUNDLE, row.table() + ": no GWP of " + pair[0] + " in " + row.text("id"));
                }
                parts.put(pair[0], share(row, pair));
            }
            row.requireIn(
                    "components",
                    parts.values().stream()
                                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                                    .compareTo(BigDecimal.ONE)
                            == 0,
                    "shares that add up to 1");
            add(row.text("id"), parts, row.list("aliases"));
        }
        for (String species : gwps.species()) {
            if (names.find(species).isEmpty()) {
                add(species, Map.of(species, BigDecimal.ONE), List.of());
            }
        }
    }

    private static BigDecimal share(Row row, String[] pair) {
        boolean share = pair.length == 2 && SHARE.matcher(pair[1]).matches();
        row.requireIn("components", share, "species with shares such as R32:0.5");
        return new BigDecimal(pair[1]);
    }

    private void add(String id, Map<String, BigDecimal> parts, List<String> aliases) {
        components.put(id, parts);
        names.add(id, id, aliases);
        if (parts.size() == 1) {
            names.add(id, id, parts.keySet());
        }
    }

    Optional<String> find(String word) {
        return names.find(word);
    }

    String suggestions(String word) {
        return names.suggestions(word);
    }

    /** Species and their shares by mass, in the order of the standard. */
    Map<String, BigDecimal> components(String id) {
        return components.getOrDefault(id, Map.of());
    }
}
