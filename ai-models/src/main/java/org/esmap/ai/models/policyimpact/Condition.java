package org.esmap.ai.models.policyimpact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the conditions on which a sentence holds, and the figures of it that they are for. Thread-safe. */
final class Condition {
    private static final Pattern CONDITION = Pattern.compile(
            "(?i)\\b(?:if\\b|unless|provid(?:ed|ing) that|(?<=(?:[\\d%]|\\wed|built|made) )subject to|conditional(?:ly)?"
                    + "|subject to (?:[\\w'-]+ ){0,3}?(?:approval|availability|agreements?|financ\\w+|fund\\w+|support|review|assistance|consent|confirmation|adoption|ratification|negotiations?|conditions?|circumstances|progress|transfers?|deals?)\\b"
                    + "|contingent (?:up)?on|dependent on|depend(?:s|ing) on|in the (?:event|absence)|in case|on (?:the )?condition|only (?:when|once|where|after)"
                    + "|once (?!a |an |per |every |again|in |more )|as soon as (?!(?:\\w+ly )?(?:possible|practicable|feasible)\\b)|upon (?:approval|ratification|completion|receipt|adoption)"
                    + "|where (?:\\w+ly )?(?:feasible|possible|appropriate|practicable|available|necessary|viable)|to the extent (?:that|possible)|in ?so ?far as"
                    + "|assuming|as long as|so long as|pending"
                    + "|with (?:[\\w-]+ ){0,3}?(?:international|external|foreign|donor|multilateral|climate|development|partners?['’]?) (?:support|finance|funding|assistance|aid)"
                    + "|with (?:adequate|additional|sufficient) (?:support|finance|funding|assistance|aid)"
                    + "|with (?:the )?(?:support|assistance|help) (?:of|from) (?:the )?(?:international|development|external|donors?|foreign)"
                    + "|should (?:the|it|they|prices|demand|funding) )|^\\s*(?:provided|should|were) (?!by|for)|(?:^|[,;:(])\\s*(?:and |but |always )?subject to\\b");

    /** Turns of phrase with the word of a condition that set none. */
    private static final Pattern NONE = Pattern.compile(
            "(?i)\\b(?:even (?:if|when|where|once)|whether or not|as if|if (?:not|any)|regardless|irrespective|no matter)\\b");

    private static final Pattern BEHIND = Pattern.compile("(?i)^[\\s(]*(?:is |are )?((?:un)?conditional)");
    /** What is said of the figure before, which holds for one in brackets too: "25 % unconditionally (20 Mt)". */
    private static final String HELP =
            "without (?!(?:\\w+ )?state )(?:any )?(?:[\\w-]+ ){0,3}?(?:support|finance|funding|assistance|aid|help)\\b";

    private static final Pattern WITHOUT = Pattern.compile("(?i)\\b" + HELP);

    /** What holds whatever comes. */
    private static final Pattern ANYWAY = Pattern.compile(
            "(?i)\\b(?:in any (?:event|case)|come what may|either way|with (?:(?:its|their|our) )?(?:(?:own|domestic|national) )+(?:resources|means|efforts|funds))\\b");

    private static final Pattern UP_TO_AND = Pattern.compile("(?i)^(?:(?!\\band\\b)[^;])*");
    private static final Pattern FROM_AND = Pattern.compile("(?i)(?:(?!\\band\\b)[^;])*$");

    private static final Pattern SAID =
            Pattern.compile("(?i)^[\\s(]*(?:is |are )?(?:un)?conditional\\w*(?!\\w|\\s*\\($)");

    private static final Pattern BEFORE =
            Pattern.compile("(?i)\\b((?:un)?conditional)(?:ly)?\\b(?!.*\\b(?:un)?conditional)");

    private Condition() {}

    /** Whether a sentence sets a condition. */
    static boolean in(String sentence) {
        return CONDITION.matcher(NONE.matcher(sentence).replaceAll("")).find();
    }

    /**
     * Whether the figure between {@code front} and {@code back} is conditional: what is said of it ("an unconditional cut of 20 %
     * and a conditional one of 40 %", "20 % unconditionally"), else what holds for its clause.
     *
     * @param front what stands between the figure before and this one
     * @param back  what stands behind this one
     */
    static boolean of(String front, String back, boolean clause) {
        Matcher behind = BEHIND.matcher(back);
        if (behind.find()) {
            return isConditional(behind);
        }
        if (WITHOUT.matcher(part(UP_TO_AND, back)).find()
                || WITHOUT.matcher(part(FROM_AND, front)).find()) {
            return false;
        }
        Matcher before = BEFORE.matcher(SAID.matcher(front).replaceFirst(""));
        return before.find() ? isConditional(before) : clause;
    }

    /** Whether part of a clause is said to hold without any condition. */
    static boolean isPartial(String clause) {
        return clause.contains("nconditional") || WITHOUT.matcher(clause).find();
    }

    /** Whether a clause is said to hold whatever its sentence hangs on elsewhere. */
    static boolean isWaivedIn(String clause) {
        return ANYWAY.matcher(clause).find() && !in(clause);
    }

    private static String part(Pattern part, String text) {
        Matcher matcher = part.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static boolean isConditional(Matcher said) {
        return said.group(1).length() == "conditional".length();
    }
}
