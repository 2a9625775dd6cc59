package org.esmap.ai.models.policyimpact;

import java.util.regex.Pattern;

/** What a clause is to the statement that it stands in. */
enum Role {
    /** The statement itself. */
    MAIN,
    /** When it holds: what is expected, and takes nothing from what the statement speaks of. */
    TIME,
    /** On what it hangs: what may never be. */
    CONDITION;

    /** Verbs that tell "until the levy takes effect" from "until the end of the year". */
    private static final String VERB =
            "(?:is|are|was|were|has|have|had|takes?|enters?|comes?|goes|decides?|agrees?|approves?|adopts?|ratif(?:y|ies)|covers?|reach(?:es)?|meets?"
                    + "|exceeds?|falls?|drops?|rises?|starts?|begins?|ends?|expires?|lapses?|applies|operates?|replaces?|allows?|permits?)";

    private static final String TIMES =
            "(?:once (?!an? |per |every |again|in |more )|as soon as(?! (?:\\w+ly )?(?:possible|practicable|feasible))|when(?:ever)?|by the time|(?:until|till|before|after)(?= (?:(?!(?:and|or)\\b)[A-Za-z'-]+ ){1,12}?"
                    + VERB + "\\b))\\b";

    /** What somebody provided: "the programme provided grants", not "provided grants are available". */
    private static final String GIVEN =
            "(?:[\\w-]+ ){0,4}?(?:grants?|loans?|subsid(?:y|ies)|rebates?|premiums?|incentives?|guarantees?|credits?|support|assistance|aid|fund(?:s|ing)|financ(?:e|ing))\\b"
                    + "(?! (?:(?!(?:and|or|that|which)\\b)[\\w-]+ ){0,6}?(?:is|are|was|were|has|have|can|remains?|becomes?|continues?|arrives?|comes?|materiali[sz]es?)\\b)";

    private static final String CONDITIONS =
            "(?:if|unless|(?<!\\b(?:is|are|was|were|be|been|being|not) )(?:(?<=,\\s)provided|provided(?! " + GIVEN
                    + "))(?! (?:by|for|to|in|with|through|under|from|on|at|as)\\b)|providing that|assuming|in case|in the event that|on (?:the )?condition that|(?:as|so) long as)\\b";

    private static final String FOCUS = "(?:(?:only|even|except|especially) )?";

    /** Where such a clause begins behind the statement. */
    static final String BEGINS = "(?<!\\b(?:and|or|only|even|except|especially|as|than|not)),?\\s++(?=" + FOCUS + "(?:"
            + TIMES + "|" + CONDITIONS + "))";

    private static final Pattern IN_TIME = Pattern.compile("(?i)^" + FOCUS + TIMES);
    private static final Pattern HANGS_ON =
            Pattern.compile("(?i)^" + FOCUS + CONDITIONS + "|^(?-i:Should|Were|Where|Had)\\b");

    /** "Until 2027, when the levy will end" states that it will. */
    private static final Pattern STATES = Pattern.compile("(?i)\\b(?:shall|will)\\b");

    /** The role of a clause by its first words. */
    static Role of(String clause) {
        if (HANGS_ON.matcher(clause).find()) {
            return CONDITION;
        }
        return IN_TIME.matcher(clause).find() && !STATES.matcher(clause).find() ? TIME : MAIN;
    }
}
