package org.esmap.ai.models.policyimpact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds that a limit is set higher, which weakens what it is on. */
final class Limit {
    private static final Pattern RAISED = Pattern.compile(
            "(?i)\\b(?:rais|increas|lift)(?:e|es|ed|ing|s)? (?:[\\w-]+ ){0,4}?(?:caps?|limits?|ceilings?|budgets?)\\b"
                    + "|\\b(?:caps?|limits?|ceilings?|budgets?)(?: (?!(?:and|or|that|which)\\b)[\\w-]+){0,5} (?:is|are|was|were|be|been) (?:\\w+ly )?(?:raised|increased|lifted)\\b");

    /** A cap on prices that is set lower holds them down the more. */
    private static final Pattern LOWERED = Pattern.compile(
            "(?i)\\b(?:lower|reduc|cut)\\w* (?:[\\w-]+ ){0,4}?price (?:caps?|ceilings?)\\b"
                    + "|\\bprice (?:caps?|ceilings?)\\b[^,;]{0,60} (?:is|are|was|were|be|been) (?:\\w+ly )?(?:cut|lowered|reduced)\\b");

    private static final Pattern NAME = Pattern.compile("(?i)\\b(?:caps?|limits?|ceilings?|budgets?)\\b");
    private static final Pattern ON = Pattern.compile("(?i) (?:on|for|of) (?:[\\w-]+ ){0,3}");

    private Limit() {}

    static boolean isLowered(String clause) {
        return LOWERED.matcher(clause).find();
    }

    static boolean isRaised(String clause) {
        return RAISED.matcher(clause).find();
    }

    /** Whether the limit that is raised is the mechanism's own, or one on the harm that it names. */
    static boolean isRaised(Mechanism mechanism, String clause) {
        Matcher raised = RAISED.matcher(clause);
        return raised.find()
                && mechanism
                        .cue()
                        .matcher(clause)
                        .results()
                        .anyMatch(named -> NAME.matcher(named.group()).find()
                                || mechanism.harm() != null
                                        && named.start() >= raised.start()
                                        && (named.start() < raised.end()
                                                || ON.matcher(clause.substring(raised.end(), named.start()))
                                                        .matches()));
    }
}
