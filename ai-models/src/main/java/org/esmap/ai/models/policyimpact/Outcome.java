package org.esmap.ai.models.policyimpact;

import java.util.regex.Pattern;

/** Tells a clause that reports what was reached, "Germany cut emissions by 50 Mt in 2019", from one that sets what is to be. */
final class Outcome {
    private static final String REACHED =
            "(?:reduced|saved|avoided|lowered|decreased|abated|mitigated|prevented|halved|declined|dropped|fallen|achieved|delivered|attained|reali[sz]ed|recorded)\\b";

    private static final String OBJECT =
            "(?: (?:its|their|our|the|all|total|net|gross|annual|national|domestic|global|greenhouse|gas|ghg|carbon|co2)){0,4} (?:emissions|co2e?|carbon)\\b";

    private static final Pattern PERFECT = Pattern.compile(
            "(?i)\\b(?:has|have|had|was|were)(?<!\\b(?:that|until|once|if|when)\\b[^,;]{0,80})(?: (?:\\w+ly|already|also|thus|since|been)){0,3} (?:"
                    + REACHED + "|cut\\b)");

    private static final Pattern PAST = Pattern.compile(
            "(?i)\\b(?:reduced|lowered|decreased|mitigated)(?<!\\b(?:of|the|an?|for|and|to|with|in|from|by|through|at|on|is|are|be) \\w{7,9})"
                    + OBJECT
                    + "|\\b(?:fell|dropped|declined|decreased) by\\b|\\b(?:achieved|delivered|saw|recorded|led to|resulted in|yielded) (?:[\\w-]+ ){0,3}?(?:reductions?|cuts?|savings?|decreases?|falls?|drops?|declines?)\\b"
                    + "|\\b(?:saved|avoided|abated|mitigated|prevented) (?:about |around |some |over |nearly |more than )?\\d");

    /** With a singular subject "cut" is past, as it would be "cuts". */
    private static final Pattern CUT = Pattern.compile(
            "(?i)(?<![sS]|\\b(?:to|and|or|not|they|we|you|that|which|who|help|let|people|a|an|the)|(?:^|[,;:(])) cut"
                    + OBJECT);

    /** What is agreed on or set holds from then on: "the cap has been reduced to 120 Mt". */
    private static final Pattern AIM = Pattern.compile("(?i)\\b(?:targets?|goals?|caps?|budgets?|limits?)\\b");

    private static final Pattern YEARLY = Pattern.compile("(?i)\\b(?:an?|per|each|every) year\\b|\\bannually\\b");

    private Outcome() {}

    /** Whether {@code clause}, in one line, reports an outcome; what is bound to be, or may be, is none. */
    static boolean isReported(String clause, Modality modality) {
        return modality == Modality.NONE
                && !AIM.matcher(clause).find()
                && (PERFECT.matcher(clause).find()
                        || PAST.matcher(clause).find()
                        || CUT.matcher(clause).find() && !YEARLY.matcher(clause).find());
    }
}
