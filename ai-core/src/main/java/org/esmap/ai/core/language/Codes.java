package org.esmap.ai.core.language;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** ISO 639-3 codes, as the detector uses them, to ISO 639-1, as callers do. */
final class Codes {
    private static final Map<String, String> SHORTEST = shortest();

    private Codes() {}

    /** The two-letter code where there is one, else {@code code} itself. */
    static String shortest(String code) {
        return SHORTEST.getOrDefault(code, code);
    }

    private static Map<String, String> shortest() {
        Map<String, String> codes = new HashMap<>();
        for (String two : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(two);
            // the list has the old codes too, such as iw for he; the tag's language is today's
            codes.put(language.getISO3Language(), language.getLanguage());
        }
        // individual languages that ISO 639-1 knows by their macrolanguage
        Map.of("cmn", "zh", "arb", "ar", "lvs", "lv", "ekk", "et", "swh", "sw", "pes", "fa", "zsm", "ms", "plt", "mg")
                .forEach(codes::put);
        return codes;
    }
}
