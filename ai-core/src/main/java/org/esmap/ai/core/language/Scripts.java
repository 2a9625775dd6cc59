package org.esmap.ai.core.language;

import java.util.List;
import java.util.Set;

/** Which languages use a script that tells them apart at a glance. */
final class Scripts {
    private static final Set<String> LATIN = Set.of(
            "cs", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "ms", "nb", "nl",
            "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sv", "sw", "tr", "vi");

    private Scripts() {}

    static boolean allLatin(List<String> languages) {
        return LATIN.containsAll(languages);
    }
}
