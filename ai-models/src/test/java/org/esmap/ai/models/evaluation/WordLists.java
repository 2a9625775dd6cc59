package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The recipes' own lists of words by which unlabelled text is sorted, {@code training/words.json}. */
final class WordLists {
    /** Words after which a text is about climate or energy beyond doubt. */
    static final Pattern CERTAIN = words("certain");

    /** Words after which a text may be about climate, energy or the environment. */
    static final Pattern SUSPECT = words("suspect");

    /** Words after which a passage of an encyclopaedia may be about energy. */
    static final Pattern UNSURE = words("unsure");

    private WordLists() {}

    private static Pattern words(String kind) {
        StringJoiner words = new StringJoiner("|", "\\b(", ")\\b");
        for (JsonNode word : Bench.json(String.join("\n", Bench.lines(Bench.recipe("words.json"))))
                .get(kind)) {
            words.add(word.textValue());
        }
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
        return Pattern.compile(words.toString(), flags);
    }
}
