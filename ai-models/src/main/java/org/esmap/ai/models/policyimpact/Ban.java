package org.esmap.ai.models.policyimpact;

import java.util.regex.Pattern;

/**
 * A ban on what a mechanism names, as the object of the words that forbid ("bans X", "it is unlawful to build X") or as their
 * subject ("X is not permitted"). Thread-safe.
 *
 * @param object  with what is banned behind
 * @param subject with what is banned before
 */
record Ban(Pattern object, Pattern subject) {
    /** What is not allowed is banned, which denies nothing: a ban is an act. */
    static final String NOT_ALLOWED =
            "\\b(?:not|never|no longer|neither|nor) (?:be |been )?(?:permitted|allowed|lawful|legal|permissible|authori[sz]ed)\\b";

    private static final String UNLAWFUL =
            "unlawful|illegal|an? (?:criminal )?offence|banned|prohibited|forbidden|outlawed|" + NOT_ALLOWED;

    private static final String ACTIVE = "(?:ban|moratorium|moratoria|prohibition)s? (?:on|of)"
            + "|bans|(?:^|(?<=\\b(?:to|shall|will|must|may|should|would|can|could|and|or|not|also) ))ban|(?:bann|prohibit|forbidd|outlaw|criminali[sz])ing|prohibits?|forbids?|forbade|outlaws?|criminali[sz]es?|proscribes?|"
            + UNLAWFUL;

    private static final String HOLDING =
            "|(?:freeze|halt) (?:on|of|to)|(?:caps?|limits?) on(?! (?:the )?prices?)|halts?|no(?= (?:new|further|more|additional) )";

    /** To forbid what would harm a policy is no ban on the policy: "an offence to evade the tax". */
    private static final String HARMLESS =
            "(?:(?!\\b(?:evad|avoid|fail|refus|damag|tamper|obstruct|interfer|hinder|disconnect|steal|destroy)).){0,200}?";

    private static final String BETWEEN =
            "(?: (?!(?:and|or|but|that|which|who|shall|will|must|should|may|is|are|was|were)\\b)[^\\s,;]+){0,10}?";

    private static final String BECOMES =
            " (?:(?:shall|will|must|should|may|has|have) )?(?:is|are|was|were|be|been|becomes?|became|remains?)(?: being| made)? (?:\\w+ly )?";

    private static final Pattern LIFTED = Pattern.compile(
            "(?i)\\b(?:not|never|neither|nor)(?: be| been)? (?:unlawful|illegal|an offence|banned|prohibited|forbidden|outlawed)\\b");

    /** A ban on what {@code cue} names; with {@code holding}, what only halts its growth counts too. */
    static Ban of(String cue, boolean holding) {
        String name = "(?:" + cue + ")";
        String active = "(?:" + ACTIVE + (holding ? HOLDING : "") + ")";
        return new Ban(
                Pattern.compile("(?i)\\b" + active + "\\b" + HARMLESS + "\\b" + name),
                Pattern.compile("(?i)\\b" + name + BETWEEN + "(?:" + BECOMES + "(?:" + UNLAWFUL
                        + ")| (?:shall|will|must|should|may|can) " + NOT_ALLOWED + ")"));
    }

    boolean in(String clause) {
        return object.matcher(clause).find() || subject.matcher(clause).find();
    }

    /** Whether the clause says that there is no ban. */
    static boolean isDenied(String clause) {
        return LIFTED.matcher(clause).find();
    }
}
