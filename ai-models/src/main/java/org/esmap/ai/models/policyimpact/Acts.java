package org.esmap.ai.models.policyimpact;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the clauses that act: that name a mechanism and do, undo or forbid something with it. Thread-safe. */
final class Acts {
    private static final Pattern ACT = Pattern.compile(
            "(?i)\\b(?:(?:re)?introduc\\w+|impos\\w+|establish\\w*|sets?|setting|requir\\w+|oblig\\w+|mandat\\w+|adopt\\w*|prohibit\\w*|bans?|banned|"
                    + "grants?|granted|provid\\w+|launch\\w*|extend\\w*|rais(?:e|es|ed|ing)|increas\\w+|reduc\\w+|cuts?|levie[sd]|levy|appl(?:y|ies|ied)|pays?|paid|"
                    + "receiv\\w+|eligible|entitl\\w+|create[sd]?|implement\\w*|enact\\w*|legislat\\w+|approv\\w+|support\\w*|promot\\w+|fund\\w*|"
                    + "financ\\w+|invest\\w*|award\\w*|auction\\w*|tender\\w*|procur\\w+|phas\\w+|clos\\w+|decommission\\w*|terminat\\w+|slash(?:es|ed)|halv(?:es|ed)|lower(?:s|ed|ing)|trim(?:s|med)|saves|avoids|abates|retir\\w+|shut\\w*|replac\\w+|subsidi[sz]\\w+|tax(?:es|ed)?|"
                    + "exempt\\w*|offer\\w*|guarantee\\w*|enter\\w* into force|takes? effect|came into force|comes? into force|amend\\w*|strengthen\\w*|"
                    + "install\\w*|build\\w*|expand\\w*|deploy\\w*|repeal\\w*|abolish\\w*|lift\\w*|limit\\w*|ceas\\w+|stop\\w*|abat\\w+|curb\\w*|doubl\\w+|tripl\\w+|quadrupl\\w+|agree[ds]?|allocat\\w+|waiv\\w+|delay\\w*|postpon\\w+|reaffirm\\w*|reform(?:s|ed|ing)?|becom\\w+|br(?:ing|ought)\\w*|overturn\\w*|uph[eo]ld\\w*|retain\\w*|prolong\\w*|freez\\w*|froze|reactivat\\w*|restart\\w*|lend(?:s|ing)?|lent|revers\\w+|reinstat\\w+|renew(?:s|ed|ing)?|revok\\w+|scrap\\w*|suspend\\w*|withdr\\w+|(?<!\\b(?:the|by|at|year) )end(?:s|ed|ing)?|remov\\w+|"
                    + "pledg\\w+|submit\\w*|tabl(?:es|ed)|reach\\w*|achiev\\w+|plan(?:s|ned)?|target\\w*|commit\\w*|shall|must|will|(?:is|are) to|should|(?-i:may)|would|priced?|prices (?=(?:carbon|CO2|emissions|pollution)\\b)|cap(?:s|ped)?|plant(?:s|ed|ing)? (?:of )?(?:[\\w.,]+ ){0,4}trees|planted|aims?|ought|needs? to|is an?|budget (?:for|of)|restor\\w+|capture\\w*|cover(?:s|ed)?|complet\\w+|keeps?|kept|permit(?:s|ted)?|allow(?:s|ed)?|forbid\\w*|outlaw\\w*|unlawful|lawful|illegal|offence|rises?|(?:remains?|stays?) in force|off(?:line| the grid)|by (?:the end of )?20(?:2[6-9]|[3-9]\\d))\\b");

    private static final String SPARED =
            "(?<!\\bnot )(?<!\\bnot be )(?:exempt(?:s|ed|ing|ions?)?|carve-?outs?|carved out|exclu(?:des?|ded|ding|sions?)|excused?|removed(?= from\\b)|spare[sd]?|derogations?|relieved|released|shielded|left out|taken out)\\b";

    private static final Pattern SPARED_CHARGE = Pattern.compile(
            "(?i)(?:\\b(?:waivers?|outside the scope|(?:f[ae]lls?|stays?|remains?|left|kept|(?:is|are|be|was|were)(?: still)?) outside)\\b|"
                    + SPARED + ")(?<what>.*)");
    private static final Pattern SPARED_FROM =
            Pattern.compile("(?i)" + SPARED + "[^,;]*?\\b(?:from|(?<=(?:out|relieved|released) )of)\\b(?<what>.*)");

    /** The end of something as a noun with its name: "the nuclear phase-out". */
    private static final Pattern OWN_END = Pattern.compile(
            "(?i)(?:reform|liberali[sz]|deregulat).*|.*(?:phase[- ]?out|exit|shutdown|closure|reforms?|ban|moratorium)");

    /** Behind the name of what is banned: "the wind farm ban". */
    private static final Pattern BANNED_BEHIND =
            Pattern.compile("(?i)[- ](?:(?!and\\b|or\\b)\\w+ )?(?:bans?|moratorium|moratoria)\\b");

    /** What part of a whole something has, which nobody does: "hydropower provides 90 % of". */
    private static final Pattern SHARE = Pattern.compile(
            "(?i)\\b(?:provid|cover|suppl|account|generat|produc|contribut|deliver)\\w*(?: for| up)?(?: (?:about|around|some|nearly|over|almost|more than|less than))? [\\d.,]+ ?(?:%|per ?cent)");

    /** What might have been or was to be, and is not. */
    static final Pattern UNREAL = Pattern.compile(
            "(?i)(?<!\\b(?:that|which|who) )\\b(?:would|could|should|might)(?: not| never)? have (?:\\w+ly )?\\w+|\\b(?:was|were|had been) (?:\\w+ly )?(?:due|meant|scheduled|supposed) to\\b");

    /** Behind the name of a charge: "the carbon tax exemption". */
    private static final Pattern RELIEF = Pattern.compile(
            "(?i)(?<=\\b(?:tax|levy|duty|excise))[- ](?:rate )?(?:reductions?|deductions?|credits?|subsid(?:y|ies)|cuts?(?= (?:ends?|ended|expire|lapse|will|shall|was|were|is|are|has|have|of|until|for|in place)|[.,]|$))\\b|[- ](?:(?!(?:and|or|with|but|for|to|on)\\b)\\w+ )?(?:exemptions?|holidays?|reliefs?|breaks?|waivers?|rebates?|refunds?|derogations?|carve-?outs?)\\b");

    /** A law that is changed so that something may be done, which it acts on no more than that. */
    private static final Pattern AMENDED = Pattern.compile(
            "^[^,;]{0,120}?(?i:\\b(?:be|is|are|was|were|been) (?:\\w+ly )?(?:amended|changed|revised)) (?i:so as )?(?i:to (?:allow|permit|enable|authori[sz]e)\\b)");

    private static final Pattern CONCEDED = Pattern.compile("(?:Although|Though|While|Whereas)\\b");
    private static final Pattern FREE = Pattern.compile("(?i)\\bfree\\b(?<!\\bfactor for free)");
    private static final Pattern PLANNED = Pattern.compile("(?i)\\b(?:intend|plan|propos|seek)\\w*");
    private static final Pattern PRONOUN = Pattern.compile(
            "(?i)\\b(?:(?:it|they|them|these|those)\\b|(?:its|their)(?= (?:rates?|levels?|scope|budgets?|volumes?|amounts?|deadlines?)\\b))");

    private final List<Mechanism> mechanisms;

    Acts(List<Mechanism> mechanisms) {
        this.mechanisms = mechanisms;
    }

    /**
     * A clause and the mechanism it acts on.
     *
     * @param reversed whether the effects go the other way round
     */
    record Act(Mechanism mechanism, Clause clause, boolean reversed) {
        /** The direction in which it pushes what the effect is on. */
        Direction direction(Mechanism.Effect effect) {
            return reversed ? effect.direction().reversed() : effect.direction();
        }

        /** Whether the mechanism stands: what takes back its relief or its weakening leaves it in effect. */
        boolean stands() {
            return clause.inForce() || clause.repealed() && !reversed;
        }

        /**
         * Whether all that is charged in its text is nothing, "a tax of EUR 0 per tonne".
         *
         * @param stated the figures of the text
         */
        boolean isFree(List<Extracted> stated) {
            List<BigDecimal> amounts = stated.stream()
                    .filter(Extracted::isMoney)
                    .flatMap(figure -> Stream.of(figure.value(), figure.high()))
                    .filter(Objects::nonNull)
                    .toList();
            return mechanism.kind() == Mechanism.Kind.CHARGES
                    && !reversed
                    && !amounts.isEmpty()
                    && amounts.stream().allMatch(amount -> amount.signum() == 0);
        }

        /** Whether it brings more emissions, so that no reduction can be expected of it. */
        boolean raisesEmissions() {
            Mechanism.Effect emissions = mechanism.effects().get("emissions");
            return emissions != null && direction(emissions) == Direction.INCREASE;
        }
    }

    List<Act> of(List<Clause> clauses) {
        List<Act> acts = new ArrayList<>();
        List<Act> before = List.of();
        for (Clause clause : clauses) {
            List<Act> found = of(clause);
            if (found.isEmpty() && clause.role() == Role.MAIN) {
                found = ofWhatIsMeant(clause, before);
            }
            if (clause.role() != Role.CONDITION) {
                acts.removeAll(outdone(before, found));
                acts.addAll(found);
            }
            before = found.isEmpty() && clause.role() != Role.MAIN ? before : found;
        }
        return acts;
    }

    private List<Act> of(Clause clause) {
        if (UNREAL.matcher(clause.reading()).find()) {
            return List.of();
        }
        boolean does = clause.repealed()
                || clause.upheld()
                || ACT.matcher(SHARE.matcher(clause.reading()).replaceAll("")).find();
        String said = AMENDED.matcher(clause.reading()).replaceAll("");
        return mechanisms.stream()
                .filter(mechanism -> mechanism.cue().matcher(said).find())
                .map(mechanism -> act(mechanism, clause))
                .filter(act -> does || act.reversed())
                .toList();
    }

    /**
     * A denial that forbids what the mechanism is against, permits what it promotes or refuses to make it weaker denies
     * nothing of it.
     */
    private static Act act(Mechanism mechanism, Clause clause) {
        String text = clause.reading();
        boolean stands = mechanism.forbidsHarm(text)
                || mechanism.kind() == Mechanism.Kind.PROMOTES && Ban.isDenied(text)
                || clause.negated()
                        && mechanism.isWeaker(text)
                        && !PLANNED.matcher(text).find();
        return stands
                ? new Act(mechanism, clause.standing(), false)
                : new Act(mechanism, clause, reversed(mechanism, clause));
    }

    /** The acts of a clause that means what the one before names: "does not end the subsidy but halves it". */
    private List<Act> ofWhatIsMeant(Clause clause, List<Act> before) {
        Matcher pronoun = PRONOUN.matcher(clause.reading());
        if (!pronoun.find() || before.isEmpty() || before.get(0).clause().sentence() != clause.sentence()) {
            return List.of();
        }
        Act last = before.get(before.size() - 1);
        Matcher named = last.mechanism().cue().matcher(last.clause().reading());
        return named.find()
                ? of(clause.readAs(pronoun.replaceFirst(Matcher.quoteReplacement(named.group()))))
                : List.of();
    }

    /**
     * What was only said to stand, or conceded, and then is acted on in the same sentence, and what was only wished for and then
     * is denied.
     */
    private static List<Act> outdone(List<Act> before, List<Act> found) {
        return before.stream()
                .filter(act -> found.stream()
                        .filter(next -> next.mechanism().equals(act.mechanism())
                                && next.clause().sentence() == act.clause().sentence())
                        .anyMatch(next -> next.clause().negated()
                                ? act.clause().modality() == Modality.SHOULD
                                : act.clause().upheld()
                                        || CONCEDED.matcher(act.clause().text()).lookingAt()))
                .toList();
    }

    /** Whether the clause ends or weakens the mechanism, or acts through its opposite without ending that. */
    private static boolean reversed(Mechanism mechanism, Clause clause) {
        String text = clause.reading();
        Burden burden = mechanism.burden();
        if (burden != null && burden.in(text)) {
            return burden.weighs(clause);
        }
        boolean less = !mechanism.isSpared(text)
                && (clause.repealed()
                        || (!clause.upheld() || mechanism.weaker().isKeptIn(text))
                                && (mechanism.isWeaker(text) && !Limit.isLowered(text)
                                        || Limit.isRaised(mechanism, text)));
        return inverted(mechanism, clause) != less;
    }

    /** Whether the clause bans what the mechanism names, or spares from what it charges. */
    private static boolean inverted(Mechanism mechanism, Clause acting) {
        String clause = acting.reading();
        boolean wider = !acting.repealed() && Limit.isRaised(clause);
        return switch (mechanism.kind()) {
            case PROMOTES ->
                (mechanism.isBanned(clause) && !wider) != namesItsEnd(mechanism, clause)
                        || follows(SPARED_FROM, mechanism, clause);
            case CHARGES ->
                mechanism.isBanned(clause)
                        || follows(SPARED_CHARGE, mechanism, clause)
                        || namesItsRelief(mechanism, clause)
                        || mechanism.permitsHarm(clause);
            case OTHER -> follows(SPARED_FROM, mechanism, clause);
        };
    }

    private static boolean namesItsRelief(Mechanism mechanism, String clause) {
        return mechanism
                .cue()
                .matcher(clause)
                .results()
                .anyMatch(named -> FREE.matcher(named.group()).find()
                        || RELIEF.matcher(clause)
                                .useTransparentBounds(true)
                                .region(named.end(), clause.length())
                                .lookingAt());
    }

    private static boolean namesItsEnd(Mechanism mechanism, String clause) {
        return mechanism
                .cue()
                .matcher(clause)
                .results()
                .anyMatch(named -> OWN_END.matcher(named.group()).matches()
                        || BANNED_BEHIND
                                .matcher(clause)
                                .region(named.end(), clause.length())
                                .lookingAt());
    }

    private static boolean follows(Pattern opposite, Mechanism mechanism, String clause) {
        Matcher found = opposite.matcher(clause);
        return found.find() && mechanism.cue().matcher(found.group("what")).find();
    }
}
