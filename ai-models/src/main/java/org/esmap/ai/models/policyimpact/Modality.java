package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** How binding a clause is, by its strongest verb. */
enum Modality {
    /** An obligation. */
    SHALL(
            "shall|must|is required to|are required to|is obliged to|are obliged to|is prohibited|are prohibited|has to|(?<!would )have to|needs? to(?! (?:no|not)\\b)|ha(?:s|ve) a duty to|(?:is|be) the duty of"),
    /** A plan or promise. */
    WILL(
            "will|commits? (?:(?:it|them|our)sel(?:f|ves) )?to|committed (?:(?:it|them|our)sel(?:f|ves) )?to|pledges?|undertakes? to|is to|are to"),
    /** A recommendation. */
    SHOULD(
            "(?<!^)should|ought to|is encouraged to|are encouraged to|recommends?|calls? (?:for|on)|urges?|demands? (?:an?|the|that)|aims? to|intends? to|plans? to|plans (?=\\d|an?\\b|the\\b|new\\b)|seeks? to"),
    /** A permission or possibility. */
    MAY("(?-i:may)|might|could|would|proposed|is entitled to|are entitled to|can|considers?|is considering|proposes?"),
    /** A plain statement. */
    NONE("(?!)");

    private final Pattern words;

    Modality(String words) {
        this.words = Pattern.compile("(?i)\\b(?:" + words + ")\\b");
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Modality of(String clause) {
        for (Modality modality : values()) {
            if (modality.words.matcher(clause).find()) {
                return modality;
            }
        }
        return NONE;
    }
}
