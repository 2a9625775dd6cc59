package org.esmap.ai.models.emissioncalculator;

import java.util.Map;

/**
 * Where a table of the factor set comes from.
 *
 * @param defaults what every row of the table says where it says nothing else
 */
record Dataset(
        String id,
        String file,
        String title,
        String publisher,
        String edition,
        String url,
        String licence,
        String attribution,
        String note,
        Map<String, String> defaults) {
    Dataset {
        defaults = Map.copyOf(defaults);
    }
}
