package org.esmap.ai.models.policyimpact;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of policy works on what matters, as {@code mechanisms.json} of the bundle says.
 *
 * @param id      what the kind is called in {@code parameters.instrument}
 * @param label   for people
 * @param kind    whether it promotes or charges what its words name
 * @param cue     words that name it in a text
 * @param harm    how a text forbids by a denial what the mechanism is against; null where its words name no harm
 * @param permit  how a text goes on to allow that harm; null where there is none
 * @param ban     a ban on what the words name; null where that is a harm, or neither promoted nor charged
 * @param weaker  how a text says that there is less of it or an end to it, or, where less is what it is about, as with
 *                targets for emissions or efficiency, to the support of it
 * @param burden  a tax on what the words name; null where the mechanism is a charge itself
 * @param effects which way it pushes each dimension
 * @param study   what was found in practice, where a citable figure exists
 */
record Mechanism(
        String id,
        String label,
        Kind kind,
        Pattern cue,
        @Nullable Pattern harm,
        @Nullable Pattern permit,
        @Nullable Ban ban,
        Weakening weaker,
        @Nullable Burden burden,
        Map<String, Effect> effects,
        @Nullable Study study) {
    /** What a mechanism does with what its words name. */
    enum Kind {
        /** Wants more of it; a ban on it works the other way. */
        PROMOTES,
        /** Puts a price or a duty on it; an exemption works the other way. */
        CHARGES,
        /** Neither, or both. */
        OTHER;

        @JsonCreator
        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One effect.
     *
     * @param direction    which way
     * @param timeToEffect when it shows
     * @param because      in one sentence
     */
    record Effect(Direction direction, String timeToEffect, String because) {}

    /**
     * A finding on emissions.
     *
     * @param lowPercent  lower end of the reduction of covered emissions
     * @param highPercent upper end
     * @param citation    where it is published
     * @param url         where it can be read
     */
    record Study(double lowPercent, double highPercent, String citation, String url) {}

    private static final String MODAL = "(?:shall|must|may|can|will|should|is to|are to)";

    private static final String FORBIDS = "(?:" + MODAL + " ?(?:not|no longer)|no (?:[\\w-]+ ){1,6}?" + MODAL
            + ") (?:be )?(?:permitted to |allowed to |continue to |\\w+ly )?(?:be )?";

    private static final String PERMITS =
            "(?:may (?:(?:be|still|again|continue to) )*|(?:is|are|be) (?:still |again )?(?:permitted|allowed) to (?:continue to )?(?:be )?)";
    private static final String LETS =
            "(?:allow|permit|legali[sz])(?:e?s|e?d|e|ing)? (?:the )?(?:further |continued |renewed )?(?:sales?|registration|imports?|venting|flaring|landfilling|release) of "
                    + "(?!(?:[\\w-]+ )?(?:bio|clean|electric|low|plug|recycl|zero))";

    private static final String AGAIN = "(?:still|again|continue to)\\b";

    /** Whether a clause forbids by a denial what the mechanism is against. */
    boolean forbidsHarm(String clause) {
        return harm != null && harm.matcher(clause).find();
    }

    /** Whether a clause allows further or again what the mechanism is against. */
    boolean permitsHarm(String clause) {
        return permit != null && permit.matcher(clause).find();
    }

    boolean isBanned(String clause) {
        return ban != null && ban.in(clause);
    }

    /** Whether a clause makes it weaker. */
    boolean isWeaker(String clause) {
        return weaker.in(clause);
    }

    /** Whether a clause takes back what made it weaker. */
    boolean isSpared(String clause) {
        return weaker.isTakenBackIn(clause);
    }

    private record Row(
            String id,
            String label,
            @Nullable Kind kind,
            String cue,
            @Nullable String harm,
            @Nullable Boolean lessIsWeaker,
            @Nullable String less,
            Map<String, Effect> effects,
            @Nullable Study study) {
        Mechanism compiled() {
            Kind known = kind == null ? Kind.OTHER : kind;
            return new Mechanism(
                    id,
                    label,
                    known,
                    Pattern.compile("(?i)\\b(?:" + cue + ")"),
                    harm == null ? null : Pattern.compile("(?i)\\b" + FORBIDS + "(?:" + harm + ")"),
                    harm == null ? null : permits(harm),
                    known == Kind.OTHER || harm != null ? null : Ban.of(cue, known == Kind.PROMOTES),
                    Boolean.TRUE.equals(lessIsWeaker)
                            ? Weakening.of(less == null ? cue : less)
                            : Weakening.ofSupport(cue, less),
                    known == Kind.CHARGES ? null : Burden.of(cue),
                    Map.copyOf(effects),
                    study);
        }
    }

    private static Pattern permits(String harm) {
        String permitted = PERMITS + "(?:" + harm + ")";
        return Pattern.compile("(?i)\\b(?:(?=[^,;]{0,80}\\b" + AGAIN + ")" + permitted + "|" + LETS + ")");
    }

    static List<Mechanism> of(Bundle bundle) {
        try {
            return StrictJson.MAPPER
                    .readValue(bundle.text("mechanisms.json"), new TypeReference<List<Row>>() {})
                    .stream()
                    .map(Row::compiled)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new AiException(ErrorCode.INVALID_BUNDLE, "mechanisms.json: " + e.getOriginalMessage(), e);
        }
    }
}
