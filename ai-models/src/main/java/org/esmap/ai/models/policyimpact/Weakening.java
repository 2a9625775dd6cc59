package org.esmap.ai.models.policyimpact;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds that a clause makes an instrument weaker or ends it, by verbs that take the instrument as their object ("cut the
 * carbon tax", "a reduction of fuel subsidies") or as their subject ("the feed-in tariff is lowered", "reactors shall be shut
 * down"). What an instrument is to reduce ("the carbon tax shall reduce emissions") weakens nothing. Thread-safe.
 *
 * @param active  with the instrument as object
 * @param passive with the instrument as subject
 * @param takenBack where that itself is undone: "the cut in the feed-in tariff was reversed"
 */
record Weakening(Pattern active, Pattern passive, Pattern takenBack) {
    /** "Scale back", "pare down", "revise downwards", but not what brings back or delays. */
    private static final String DOWN =
            "(?!br|pa(?:y|id)|g[aio]|c[ao]m|buy|bought|put|push|mov|shift|set|step|struck|dat|roll|row|water|tak|t?here|from|and|or|up|is|are|be)\\w{3,} (?:down(?:wards?)?|back)\\b";

    private static final String VERB =
            "(?<!tax |price |cost |emission |emissions )(?:reduc(?:e|es|ed|ing|tions?)|cut(?:s|ting)?|slash(?:es|ed|ing)?|lower(?:s|ed|ing)?|"
                    + "halv(?:e|es|ed|ing)|trim(?:s|med|ming)?|decreas(?:e|es|ed|ing)|curtail(?:s|ed|ing)?|shr[aiu]nk(?:s|ing)?|taper(?:s|ed|ing)?(?: off)?|"
                    + "phas(?:e|es|ed|ing)[- ](?:out|down)|phase-?(?:out|down)|shut(?:s|ting)?|shutdown|clos(?:e|es|ed|ing|ure)|"
                    + "decommission(?:s|ed|ing)?|retir(?:e|es|ed|ing|ement)|"
                    + "(?<!\\b(?:the|year)[ -])end(?:s|ed|ing(?! \\d))?(?! (?:in|of|to)\\b)|stop(?:s|ped|ping)?|eliminat(?:e|es|ed|ing)|"
                    + "restrict(?:s|ed|ing)?|curb(?:s|ed|ing)?|limit(?:s|ed|ing)?(?! (?:in|of|to)\\b)|exit(?:s|ed|ing)?(?: from)?|waiv(?:es?|ed|ing|ers?)|zero-rat(?:es?|ed|ing)|an end|"
                    + DOWN + ")";

    private static final String QUALIFIER =
            "(?:(?-i:\\p{Lu}[\\p{L}-]+)['’]s )?(?:(?:the|a|an|its|their|our|all|any|this|these|every|each|last|remaining|existing|current|new|old|ageing|general|national|federal|"
                    + "state|public|rooftop|onshore|offshore|large-scale|small-scale|residential|domestic|annual|minimum|average|inefficient|harmful|planned|standard|special|generous|fossil|country's|"
                    + "(?:coal|lignite|oil|gas|diesel|petrol|kerosene|fuel),? (?:and|or)|\\d+|two|three|four|five|six|seven|eight|ten) )*(?:(?-i:\\p{Lu}[\\p{L}-]+) ){0,2}";

    /** How strong an instrument is, in nouns that stand before its name. */
    private static final String STRENGTH =
            "(?:(?:feed-in |purchase |tender |price )?(?:support|subsid(?:y|ies)|grants?|funding|premiums?|incentives?|targets?|quotas?|obligations?|tenders?|auctions?|volumes?|budgets?|"
                    + "remuneration|tariffs?|levels?|rates?|amounts?|shares?|number|lifetime) (?:for|of|on|to) "
                    + QUALIFIER
                    + ")?";

    /** Nouns that make another thing of the instrument's name: "lower renewable energy costs". */
    private static final String OTHER_HEAD =
            "(?![- ](?:(?:\\w+ )?(?:costs?|fees?|emissions|use|consumption|curtailment|losses|imports?|risks?|waste|barriers?|bills?|prices?|dependence|time)\\b))";

    private static final String BETWEEN =
            "(?: (?!(?:and|or|that|which|who|so|as|to|with|by|until|than|when|where|if|because|before|after|emissions?|costs?|prices?|bills?|fees?|"
                    + "demand|use|consumption|losses|imports?|risks?|coal|lignite|shall|will|must|should|may|would|can|could|is|are|was|were|be|been|being)\\b)"
                    + "[\\p{L}\\d'-]+){0,6}";

    private static final String PARTICIPLE =
            "(?:reduced|cut|dropped(?= (?:by|from|to) )|slashed|lowered|halved|trimmed|decreased|curtailed|shrunk|tapered|phased out|shut|closed|"
                    + "decommissioned|retired|ended|stopped|eliminated|restricted|curbed|taken offline|waived|zero-rated|switched off|"
                    + DOWN + ")\\b";

    private static final String UNDERGOES =
            " (?:(?:shall|will|must|should|may|would|can|could|has|have|is|are) )?(?:not )?(?:to )?"
                    + "(?:(?:is|are|was|were|be|been) (?:being |to be )?(?:\\w+ly |further |also |again )*" + PARTICIPLE
                    + "|(?:is|are|was|were|be|been) (?:set (?:to|at) |brought (?:down )?to )?(?:zero|nil|0 ?(?:%|per ?cent))(?![\\w-])"
                    + "|(?:falls?|drops?|declines?|shrinks?|decreases?) (?:by|each|every|from|to)\\b|(?:collapses?|withers?|dr(?:y|ies) up|stalls?)\\b)";

    private static final String AHEAD = " (?:of|for|to|in|on|facing) (?:[\\w-]+ ){0,3}$";

    /** What weakens is no obstacle: "because of high costs for consumers wind power is cut back". */
    private static final String NO_CAUSE =
            "(?<!\\b(?:after|amid|because of|despite|due to|following|given|in view of|owing to)\\b[^,;]{0,40})";

    /** What stands in the way of what it is of, so that less of it weakens nothing: "permitting times for wind farms". */
    private static final Pattern OBSTACLE = Pattern.compile("(?iu)" + NO_CAUSE
            + "\\b(?:times?|red tape|bureaucracy|paperwork|formalities|delays?|barriers?|obstacles?|hurdles?|risks?|curtailment|losses|backlogs?|queues?|waiting lists?|shortages?)"
            + AHEAD);

    private static final Pattern COST = Pattern.compile(
            "(?iu)" + NO_CAUSE + "\\b(?:costs?|prices?|bills?|fees?|charges?|expenses?|burdens?)" + AHEAD);

    /** Payments, of which less is paid where they cost less: "the cost of fuel subsidies is halved". */
    private static final Pattern PAYMENT = Pattern.compile(
            "(?iu)subsid|tariff|tax|\\b(?:levy|levies|duty|duties)\\b|premium|rebate|grant|remuneration|price");

    private static final int FARTHEST_FRONT = 60;

    private static final String NOUN =
            "(?:phase-?(?:outs?|downs?)|phasing[- ](?:out|down)|reductions?|cuts?|lowering|halving|closures?|shutdowns?|retirement|decommissioning|waivers?)";

    private static final String DENIES =
            "(?<denied>(?:not|never|nor|(?:refus|declin)\\w* to|rul\\w* out (?:the|any|an?)) )?";

    private static final String UNDOES =
            "(?:revers|repeal|revok|rescind|rescission of|reversal of|cancel|withdr[ae]w|withdrawal of|scrap|overturn|undo|undid|postpon|defer|delay|suspend|halt)\\w*";

    private static final String UNDONE =
            " (?:(?:shall|will|must|should|may|has|have|had) )?(?:(?<kept>not|never) )?(?:(?:is|are|was|were|be|been) (?:(?<stays>not|never) )?(?:\\w+ly )?"
                    + "(?:reversed|repealed|revoked|rescinded|cancell?ed|withdrawn|scrapped|overturned|undone|annulled|postponed|deferred|delayed|suspended|halted)"
                    + "|(?:expire|lapse|end)(?:s|d|ed)?)";

    private static final String SUPPORT =
            "(?:subsid(?:y|ies)|grants?|funding|funds?|feed-in tariffs?|remuneration|premiums?|rebates?|incentives?|(?:soft )?loans?|tax (?:allowances?|breaks?|credits?|deductions?|holidays?|incentives?|reliefs?)|support)";

    /**
     * Less support for something, where less of the thing itself weakens nothing ("grants for insulation are cut"), or less of
     * {@code aims} for it.
     */
    static Weakening ofSupport(String cue, @Nullable String aims) {
        return of((aims == null ? "" : aims + "|") + SUPPORT + " (?:schemes? |programmes? )?(?:for|of|on|to|towards) "
                + QUALIFIER + "(?:[\\w-]+ )??(?:" + cue + ")|(?:" + cue + ")[- ](?:(?!and |or )\\w+ )?(?:" + SUPPORT
                + "|programmes?|schemes?)\\b");
    }

    static Weakening of(String cue) {
        String name = "(?:" + cue + ")";
        String weakening = "(?:" + NOUN + " (?:in|of|to)|reduced|" + Polarity.DECIDED + " " + VERB
                + "(?: (?:in|of|to))?) " + QUALIFIER + STRENGTH + name;
        return new Weakening(
                Pattern.compile("(?iu)\\b" + VERB + " (?:(?:in|of|to) )?" + QUALIFIER + STRENGTH + name + OTHER_HEAD),
                Pattern.compile("(?iu)\\b" + name + BETWEEN + UNDERGOES),
                Pattern.compile("(?iu)\\b(?:" + DENIES + UNDOES + " " + QUALIFIER + weakening + "|" + weakening
                        + BETWEEN + UNDONE + ")\\b"));
    }

    boolean in(String clause) {
        return active.matcher(clause).find()
                || passive.matcher(clause).results().anyMatch(found -> !isOfObstacle(clause, found));
    }

    private static boolean isOfObstacle(String clause, MatchResult weakened) {
        int start = weakened.start();
        String front = clause.substring(Math.max(0, start - FARTHEST_FRONT), start);
        return OBSTACLE.matcher(front).find()
                || COST.matcher(front).find()
                        && !PAYMENT.matcher(weakened.group()).find();
    }

    /** Whether the clause takes back that the instrument is made weaker. */
    boolean isTakenBackIn(String clause) {
        Matcher found = takenBack.matcher(clause);
        return found.find() && !isDenied(found);
    }

    /** Whether the clause denies that this is taken back: "the cut in the feed-in tariff was not reversed". */
    boolean isKeptIn(String clause) {
        Matcher found = takenBack.matcher(clause);
        return found.find() && isDenied(found);
    }

    private static boolean isDenied(Matcher takenBack) {
        return takenBack.group("denied") != null || takenBack.group("kept") != null || takenBack.group("stays") != null;
    }
}
