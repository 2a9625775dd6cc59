package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the clauses that act: that name a mechanism and do, undo or forbid something with it. Thread-safe. */
final class Acts {
    private static final Pattern ACT = Pattern.compile(
            "(?i)\\b(?:introduc\\w+|impos\\w+|establish\\w*|sets?|setting|requir\\w+|oblig\\w+|mandat\\w+|adopt\\w*|prohibit\\w*|bans?|banned|"
                    + "grants?|granted|provid\\w+|launch\\w*|extend\\w*|rais(?:e|es|ed|ing)|increas\\w+|reduc\\w+|cuts?|levie[sd]|levy|appl(?:y|ies|ied)|pays?|paid|"
                    + "receiv\\w+|eligible|entitl\\w+|create[sd]?|implement\\w*|enact\\w*|legislat\\w+|approv\\w+|support\\w*|promot\\w+|fund\\w*|"
                    + "financ\\w+|invest\\w*|award\\w*|auction\\w*|tender\\w*|procur\\w+|phas\\w+|clos\\w+|retir\\w+|shut\\w*|replac\\w+|subsidi[sz]\\w+|tax(?:es|ed)?|"
                    + "exempt\\w*|offer\\w*|guarantee\\w*|enter\\w* into force|takes? effect|came into force|comes? into force|amend\\w*|strengthen\\w*|"
                    + "install\\w*|build\\w*|expand\\w*|deploy\\w*|repeal\\w*|abolish\\w*|lift\\w*|overturn\\w*|revers\\w+|reinstat\\w+|renew\\w*|revok\\w+|scrap\\w*|suspend\\w*|withdr\\w+|end(?:s|ed|ing)?|remov\\w+|"
                    + "pledg\\w+|reach\\w*|achiev\\w+|plan(?:s|ned)?|target\\w*|commit\\w*|shall|must|will|should|may|would|price[sd]?|cap(?:s|ped)?|plant\\w*|restor\\w+|capture\\w*)\\b");

    private static final Pattern BARRED = Pattern.compile(
            "(?i)\\b(?:(?:ban|bans|moratorium|moratoria|freeze|prohibition|halt) (?:on|of|to)|bans|prohibits?|forbids?|halts?)\\b.*");
    private static final Pattern SPARED = Pattern.compile("(?i)\\b(?:exemptions?|waivers?|derogations?|exempts)\\b.*");

    private final List<Mechanism> mechanisms;

    Acts(List<Mechanism> mechanisms) {
        this.mechanisms = mechanisms;
    }

    /**
     * A clause and the mechanism it acts on.
     *
     * @param inverted whether it acts through the mechanism's opposite: a ban on what the mechanism promotes, an exemption from
     *                 what it charges
     */
    record Act(Mechanism mechanism, Clause clause, boolean inverted) {
        /** Whether the effects go the other way round; taking back an opposite brings the mechanism itself. */
        boolean reversed() {
            return clause.repealed() != inverted;
        }
    }

    List<Act> of(List<Clause> clauses) {
        List<Act> acts = new ArrayList<>();
        for (Clause clause : clauses) {
            if (!ACT.matcher(clause.text()).find()) {
                continue;
            }
            for (Mechanism mechanism : mechanisms) {
                if (mechanism.cue().matcher(clause.text()).find()) {
                    acts.add(new Act(mechanism, clause, inverted(mechanism, clause.text())));
                }
            }
        }
        return acts;
    }

    /** Whether the mechanism is named after a word that bars what it promotes, or spares from what it charges. */
    private static boolean inverted(Mechanism mechanism, String clause) {
        return switch (mechanism.kind()) {
            case PROMOTES -> follows(BARRED, mechanism, clause);
            case CHARGES -> follows(SPARED, mechanism, clause);
            case OTHER -> false;
        };
    }

    private static boolean follows(Pattern opposite, Mechanism mechanism, String clause) {
        Matcher found = opposite.matcher(clause);
        return found.find() && mechanism.cue().matcher(found.group()).find();
    }
}
