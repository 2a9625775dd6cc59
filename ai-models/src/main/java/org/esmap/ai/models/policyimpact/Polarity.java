package org.esmap.ai.models.policyimpact;

import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clause does to what it speaks of. */
enum Polarity {
    /** Nothing is denied or taken back. */
    IN_FORCE,
    /** Not done, ruled out, rejected. */
    DENIED,
    /** Repealed, abolished, suspended, put off. */
    REPEALED,
    /** That it is taken back is denied, or itself taken back: it stands. */
    UPHELD;

    /** Up to allowances themselves: to cancel those denies nothing of the scheme that they belong to. */
    private static final String NO_SCHEME = "(?:(?!auction|alloc|free|scheme|sale|trad)[^,;]){0,60}?";

    /** Turns of phrase with a negative word that deny nothing. */
    private static final Pattern NO_DENIAL = Pattern.compile(
            "(?i)\\bnot (?:only|just|merely|simply|solely)\\b|\\b(?:no|without(?: a| any)?) doubt\\b|\\bnot (?:disputed|contested|in (?:dispute|doubt|question))\\b|"
                    + "\\bnot hesitate\\b|\\bnot (?:confined|restricted|limited) to\\b|\\b(?:no|not) (?:\\w+ ){0,4}?(?:later|less|fewer|lower|more|greater|higher|earlier|longer) than\\b|"
                    + "\\bnot (?:\\w+ ){0,4}?(?:exceed\\w*|surpass\\w*|(?:go|rise|grow|increase|climb) (?:above|beyond)|(?:fall|drop|go|sink) below)\\b|"
                    + "\\bno matter\\b|\\bnot (?:be )?(?:exempt(?:ed)?|excluded|excused|spared|relieved|carved out|left out)\\b|\\bnot[- ]for[- ]profit\\b|\\bnon-\\w+|\\bwithout prejudice\\b|"
                    + "\\bwithout delay\\b|\\bneither\\b(?=.*\\bnor\\b)|\\bno (?:new coal|regret|(?:coal|lignite)(?:[- ]fired)? (?:power )?\\w+(?= (?:shall|may|will|must) (?:be )?(?:operat|run|burn))|(?:new|further|more|additional) (?:[\\w-]+ ){0,4}?(?:licen[cs]es?|licensing rounds?|permits?|concessions?|leases?))\\b|\\bno-regret\\b|\\bno longer (?:be )?(?:voluntary|optional|confined|restricted|limited|sufficient)\\b|\\bwhether or not\\b|\\bnot yet (?:connected|covered)\\b|"
                    + "\\bcancel\\w*\\b(?=" + NO_SCHEME
                    + " allowances\\b)|\\bcancell?ed\\b(?<=\\ballowances\\b[^,;]{0,40}\\b(?:is|are|was|were|be|been) cancell?ed)|"
                    + "\\bfreezes? (?:on|of) (?:(?!(?<!\\bcarbon )prices?\\b)[^,;]){1,60}? (?:is|are|was|were|be|been) (?:ended|lifted|removed|scrapped)\\b|\\b(?:end|lift|remov|scrap)\\w* (?:the )?freezes? (?:on|of) (?!(?:[\\w-]+ ){0,2}?(?<!\\bcarbon )prices?\\b)|"
                    + Ban.NOT_ALLOWED);

    /** To do something, unless that is the harm which a policy is against. */
    private static final String DOING =
            "(?!(?:emit|leak|vent|flar|ris|exceed|pollut|escap|enter|burn|landfill|dump|us|sell|import|export)\\w*ing\\b)\\w+ing\\b";

    private static final String HELD_BACK =
            "\\b(?:(?:prevent|stop|bar|block|restrain|preclud)\\w*\\b[^,;]{0,60}?|refrain\\w*) from (?:\\w+ly )?"
                    + DOING;

    /** What was not yet in force: to take it back is to deny it. */
    private static final String PLANS = "(?:the |its |their |any |all )*(?:plan|proposal|bill|idea|draft)s?\\b";

    private static final Pattern DENIAL = Pattern.compile(
            "(?i)\\b(?:not|n't|never|neither|nor|cannot|nobody|none of)\\b|\\w+n't\\b|"
                    + "\\bno (?:such |new |further |additional |carbon |national |binding |formal |legal |explicit |specific )*"
                    + "(?:tax(?:es)?|levy|levies|subsid(?:y|ies)|free allowances|free allocation|target|obligation|requirement|plan|plans|quota|mandate|ban|incentive"
                    + "|support|tariff|price|measure|measures|scheme|commitment|intention|limit|standard|date|law|phase-?out|decision|exemption|change)\\b|"
                    + "\\brul(?:es?|ed|ing) out\\b|\\bruled (?:(?!phase |phasing )[\\w-]+ ){1,3}?out\\b|\\breject(?:s|ed|ing)?\\b|\\brefus(?:es?|ed|ing)\\b|\\bdeclin(?:es?|ed|ing) to\\b(?! (?:(?:about|around|near|almost|below|under|at|the|a|net|less)\\b|zero|\\d))|"
                    + "\\bvot(?:es?|ed) down\\b|\\b(?:vot|decid|advis|campaign)\\w* against\\b|\\bagainst \\w+ing\\b|\\b(?:has|have|had|is|are) yet to\\b|\\bfail(?:s|ed)? to\\b|\\babandon(?:s|ed|ing)?\\b|\\bg(?:ives?|ave|iven|iving) up\\b|\\bdismiss(?:es|ed|ing)?\\b|\\bdropp?(?:s|ed|ing)? (?:the |its |plans)|\\b(?:been|was|were|is|are) dropped\\b(?! (?:by|from|to) )|^whether\\b.*\\b(?:open|unclear|uncertain|undecided)\\b|"
                    + "\\b(?:scrap\\w*|withdr\\w+|cancel\\w*|ditch\\w*|halt\\w*) " + PLANS + "|"
                    + "\\bstops? short of\\b|\\bdefeated\\b|\\bvetoe[sd]\\b|\\bfail(?:s|ed)? in (?:the )?(?:committee|parliament|senate|house|upper|lower|plenary|council|assembly|congress)\\b|\\bdoubt(?:s|ed)? (?:that|whether|if)\\b|\\bremains? to be seen\\b|\\bundecided\\b|\\b(?:unclear|uncertain|unsure|questionable|doubtful) (?:whether|if)\\b|\\bopposes?\\b|\\bopposed\\b|"
                    + "\\blacks?\\b|\\bshelved?\\b|\\bis absent\\b|\\bmiss(?:es|ed)\\b|\\b(?:remains?|stays?|kept|is|are|be|was|were|been) (?:frozen|unchanged)\\b|\\b(?:freez(?:es?|ing)|froze) (?:of )?(?!on\\b)(?:(?:the|its|their) )?(?:[\\w-]+ ){0,3}?(?:tax|levy|duty|(?:carbon|CO2) price|rate)(?:es|ies|s)?\\b|^(?:no|rather than|instead of)\\b|\\bno longer (?:intend\\w*|plan\\w*|propos\\w*|seek\\w*|going) to\\b|\\bfar from\\b|\\bnothing (?:has been (?:decided|agreed)|in|shall|may|requires?|obliges?)\\b(?:[^,;]*? (?:prevent|preclud)\\w*\\b)?|"
                    + "\\b(?:under no \\w+|in no (?:case|event|way)|at no time|on no account|by no means)\\b|\\bf[ae]ll(?:s|ing)? short of\\b|"
                    + "\\b(?:turn(?:s|ed)? down|thr(?:ew|own|ows?) out|came to nothing|blocked|(?<!\\b(?:building|apartment|tower|housing|office|residential|power|generating|city|concrete|exploration|oil|gas|licen[cs]e|offshore|time|trading|regional) )blocks (?!(?:of|in|on|for|to|at|by|from|with|and|or|that|which|will|shall|must|are|were|is|was|have|has|can|may|should|needed|necessary)\\b)|den(?:ies|ied) that)\\b|"
                    + HELD_BACK
                    + "|\\b(?:postpone[sd]?|deferr?(?:s|ed)|put off|delay(?:s|ed))\\b[^,;]*? indefinitely\\b|\\bindefinitely (?:postponed|deferred)\\b|\\b(?:put|is|are|was|were|been|remains?) on (?:hold|ice)\\b|\\b(?:promise|pledge|commitment)s?\\b[^,;]{0,80} (?:is|are|was|were|been) broken\\b|\\bbr(?:eak(?:s|ing)?|oke) (?:its|their|the|his|her) (?:promise|pledge|commitment)s?\\b");

    private static final String INSTRUMENT =
            "(?:subsid(?:y|ies)|tax(?:es)?|(?:tax|price|feed-in )?tariffs?|lev(?:y|ies)|dut(?:y|ies)|bans?|exemptions?|carve-outs?|requirements?|obligations?|schemes?|trading systems?|ETS|programmes?|quotas?"
                    + "|moratori(?:um|a)|suspensions?|premiums?|rebates?|grants?|credits?|incentives?|(?:tax )?(?:reliefs?|holidays?|breaks?)|standards?|mandates?|(?:price )?(?:caps?|ceilings?)|price floors?|carbon prices?|(?:net[- ])?metering|capacity (?:mechanisms?|markets?)|price freezes?|freezes? on (?:[\\w-]+ ){0,2}prices?|VAT|excise|(?:sur)?charges?|fees?|free (?:allocations?|charging|parking|use)|support)\\b";

    /** What may be ended by itself: "the target was removed", but no "phase-out targets". */
    private static final String STANDING = "(?:" + INSTRUMENT + "|targets?\\b)";

    private static final String REPEAL =
            "\\b(?!\\w+ " + PLANS + ")(?:repeal(?:s|ed|ing)?|revok(?:es?|ed|ing)|abolish(?:es|ed|ing)?"
                    + "|(?:abolition|suspension|withdrawal|revocation|cancellation|termination|expiry) of|rescind(?:s|ed|ing)?|scrap(?:s|ped|ping)?|withdr(?:aws?|awn|ew)|withdrawing|annul(?:s|led)?"
                    + "|terminat(?:es?|ed|ing)|discontinu(?:es?|ed|ing)|suspend(?:s|ed|ing)?|cancel(?:s|led|ling|ed)?|overturn(?:s|ed)?"
                    + "|ceas(?:es?|ed) to (?:apply|have effect)|(?:stop|ceas|halt|end)\\w* (?:\\w+ly )?" + DOING
                    + "|opt(?:s|ed|ing)? out of|struck (?:down|from)|(?:los(?:es?|t|ing)|forfeit(?:s|ed)?) (?:(?:its|their|all|the|any) )*(?:entitlement|eligibility|right|claim|exemption|support|subsid(?:y|ies)|free (?:allowances|allocation))|(?:declared|found|held|ruled) (?:[\\w-]+ ){0,3}?"
                    + INSTRUMENT
                    + "(?: [\\w-]+){0,6}? (?:illegal|invalid|unlawful)|unconstitutional|(?:null and )?void|quash(?:es|ed|ing)|nullif(?:y|ies|ied)|invalidat(?:es?|ed)|dissolv(?:es?|ed|ing)|(?:freez(?:es?|ing)|froze|pauses?) (?:(?!of\\b)[\\w-]+ ){0,5}?(?:trading (?:system|scheme)s?|ETS|schemes?|programmes?)|sunsets (?=the\\b)|axed|(?:drop(?:s|ped)?|falls?|fell) out of (?:(?:the|their) )?(?:[\\w-]+ )?(?:support|schemes?|subsid(?:y|ies)|programmes?)|(?:is|are|was|were|be|been) deleted|(?:tenders?|auctions?|bidding rounds?) ended(?= (?:in|on) [\\w ]{4,20}[.]?$)|set(?:s|ting)? aside (?:the|an?) (?:[\\w-]+ ){0,4}?(?:bans?|laws?|acts?|decisions?|orders?|rules?|regulations?|decrees?|permits?|licen[cs]es?|approvals?)|(?:ended|lifted)\\b(?<=\\bsuspension of [^,;]{0,80}\\b(?:is|are|was|were|be|been) (?:ended|lifted))|lapse[sd]?|expire[sd]?|removal of|lift(?:s|ed|ing)? (?:(?:the|its|all|most) )?(?:price (?:controls?|caps?|ceilings?|freezes?)|(?<=(?:the|its) )(?:ban|tax|levy|cap|moratorium|suspension|requirement|obligation))"
                    + "|halt(?:s|ed|ing)? (?:(?!of\\b)[\\w-]+ ){0,5}?(?:tax(?:es)?|lev(?:y|ies)|dut(?:y|ies)|trading (?:system|scheme)s?|ETS|standards?|mandates?|obligations?|requirements?|quotas?)"
                    + "|no longer (?!(?:intend|plan|propos|seek|going)\\w* to\\b)\\w+|"
                    + "(?:phase-?outs?\\b|" + STANDING + ")"
                    + "(?:,? (?:which|that) [^,;]{1,80},)?(?: [\\w-]+){0,6}? (?:is|are|was|were|be|been) (?:\\w+ )?(?:phased out|lifted(?! from [^,;]{1,25} to (?:[A-Z$€£]{1,3} ?)?\\d| to (?:[A-Z$€£]{1,3} ?)?\\d)|removed|waived|ended|eliminated|halted|stopped|paused)|"
                    + "free allocations?\\b[^,;]{0,60}? replaced by auction\\w*|"
                    + STANDING
                    + "(?: (?!(?:but|that|which|who|if|shall|must|may|will|is|are|was|were)\\b)[\\w.,-]+){0,12}? (?:(?:(?:will|shall|must) )?(?<!\\b(?:the|by|at|before|until|till|since|from|year) )(?:ends?|ceases?)\\b(?!-)|ended|ceased|(?:comes?|came) to an end|r[ua]ns? out|clos(?:es|ed) to new)"
                    + "|(?:do|does|did|done|doing) away with|(?:backtrack|back(?:s|ed|ing)? away|row(?:s|ed|ing)? back|walk(?:s|ed|ing)? away)(?:s|ed|ing)? (?:on|from)|reneg(?:es?|ed|ing) on|(?:go(?:es)?|went|gone) back on|roll(?:s|ed|ing)? ?back|scal(?:es?|ed|ing) back|wound down|(?<!\\b(?:the|in|a|or) )revers(?:e|es|ed|al of)|undo(?:es|ne)?"
                    + "|dismantl(?:es?|ed|ing)|weaken(?:s|ed|ing)?|dilut(?:es?|ed|ing)|relax(?:es|ed|ing)?|loosen(?:s|ed|ing)?|soften(?:s|ed|ing)?|water(?:s|ed|ing) down"
                    + "|(?:end|ends|ended|ending|paus(?:es?|ed|ing)|remov(?:es?|ed|ing)|eliminat(?:es?|ed|ing)|phas(?:es?|ed|ing)[- ]out|phase-out of|delet(?:es?|ed)) (?:of )?"
                    + "(?:(?!(?:from|by|in|on|for|with|under|through|to|and|or|but|that|which)\\b)[\\w-]+ ){0,5}?"
                    + INSTRUMENT + ")\\b";

    /** What is put off is taken back for now. */
    private static final String DELAY =
            "(?<!indefinitely )\\b(?:postpon(?:es?|ed|ing)|defer(?:s|red|ring)?|put off|(?:put|push(?:es|ed)?|mov(?:es?|ed)|shift(?:s|ed)?|set) back|delay(?:ed|ing|(?= (?:of|in|to) (?:the|its|an?)\\b)|s?(?= (?:the|its|their|a|an)\\b))|slip(?:s|ped|ping)? (?:to|into|by)|deadlines?\\b[^,;]{0,80}? (?:is|are|was|were|be|been) (?:extended|moved|pushed back))\\b(?![^,;]* indefinitely)";

    private static final Pattern TAKEN_BACK = Pattern.compile("(?i)" + REPEAL + "|" + DELAY);

    /** What is said in passing of a noun and denies or takes back nothing of the clause. */
    private static final Pattern IN_PASSING = Pattern.compile(
            "(?i)(?<!\\b(?:is|are|be|been|was|were|has|have|had|or|and|but)) not \\w+(?:ed|en)\\b(?=[^,;]*\\s(?:shall|must|will|should|may)\\b)|\\b(?:that|which|who) (?:(?:ha(?:s|ve|d)|is|are|do|does|did|was|were|can|could)(?: not|n't)|fail(?:s|ed)? to)\\b[^,;]*?(?=\\s(?:shall|must|will|should|may)\\b)"
                    + "|\\b(?:that|which) had been\\b[^,;]*|(?:,? which (?:lapsed|expired|ended|ran out)|, which (?:was|were|had been) \\w+|, (?:\\w+ly |first |last )?\\w+ed (?:in|by|on|since|at|under|from|after)(?=[^,;]*,))\\b[^,;]*");

    /** Words of taking back on both sides of it stand side by side. */
    private static final Pattern SIDE_BY_SIDE = Pattern.compile(
            "(?i)[,;:()]|\\b(?:and|or|nor|but|when|once|after|before|if|unless|because|since|as|until|while|where)\\b");

    /** A word of taking back that takes another or is taken by another: "the repeal of", "delays". */
    private static final Pattern TAKES =
            Pattern.compile("(?i)(?:repeal|abolition|suspension|withdrawal|revocation|cancellation"
                    + "|termination|expiry|removal|reversal|phase-out|phasing[- ]out) of\\b|quashing of\\b|(?<=\\b(?:acts?|amendment|bills?|decision|decrees?|injunction|laws?|orders?|ordinance|regulation|rules?|ruling) )(?:abolish|annul|repeal|revok|suspend|terminat|withdraw)ing\\b|"
                    + DELAY);

    /** What takes back or weakens only when it is done, and may be taken back itself. */
    static final String DECIDED = "(?:decision|vote|move|promise|pledge|commitment|intention) to";

    private static final Pattern INTENT = Pattern.compile("(?i)\\b" + DECIDED + " $");

    private static final Pattern PASSIVE = Pattern.compile("(?i)\\b(?:is|are|was|were|be|been) (?:\\w+ly )?$");

    private static final Pattern JOINED = Pattern.compile("(?i)\\b(?:and|or|nor)\\b");

    /** What {@code reading} does to what it speaks of; the denial of a denial and the end of an end leave it as it was. */
    static Polarity of(String reading) {
        String plain = NO_DENIAL
                .matcher(IN_PASSING.matcher(Turns.plain(reading)).replaceAll(""))
                .replaceAll("");
        boolean denied = isOdd(
                DENIAL,
                plain,
                (from, to) ->
                        !JOINED.matcher(plain.substring(from.end(), to.start())).find());
        if (!TAKEN_BACK.matcher(plain).find()) {
            return denied ? DENIED : IN_FORCE;
        }
        return isOdd(TAKEN_BACK, plain, (from, to) -> nested(plain, from, to)) == denied ? UPHELD : REPEALED;
    }

    private static boolean nested(String plain, MatchResult first, MatchResult second) {
        String between = plain.substring(first.end(), second.start());
        return !SIDE_BY_SIDE.matcher(between).find()
                && (takes(plain, first)
                        || takes(plain, second)
                        || INTENT.matcher(between).find()
                        || PASSIVE.matcher(between).find()
                                && INTENT.matcher(plain.substring(0, first.start()))
                                        .find());
    }

    private static boolean takes(String plain, MatchResult word) {
        return TAKES.matcher(plain)
                .region(word.start(), plain.length())
                .useTransparentBounds(true)
                .lookingAt();
    }

    /** Whether anywhere in {@code text} an odd number of such words stands one within the other. */
    private static boolean isOdd(Pattern word, String text, BiPredicate<MatchResult, MatchResult> nested) {
        Matcher matcher = word.matcher(text);
        MatchResult last = null;
        boolean odd = false;
        while (matcher.find()) {
            if (odd && last != null && !nested.test(last, matcher)) {
                return true;
            }
            odd = !odd;
            last = matcher.toMatchResult();
        }
        return odd;
    }
}
