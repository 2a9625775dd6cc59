package org.esmap.ai.models.policyimpact;

import java.util.regex.Pattern;

/**
 * A tax, a duty or a bar on what a mechanism promotes, which works against it, as easing the tax works for it. Thread-safe.
 *
 * @param tax    the tax and what it is on, or that it no longer holds
 * @param easing how a text says that there is less of the tax
 * @param low    a tax at a lower rate than others, or of none
 */
record Burden(Pattern tax, Weakening easing, Pattern low) {
    private static final String ON =
            "(?<!\\bagainst )(?<!\\bagainst (?:the )?[\\w-]{1,20} )(?:(?:value[- ]added|sales|import|customs|consumption) )?"
                    + "(?:tax(?:es)?|VAT|dut(?:y|ies)|lev(?:y|ies)|(?:import|customs) tariffs?|surcharges?|royalt(?:y|ies)|excise|(?:licen[cs]e |permit |(?:grid )?connection |grid |network )(?:fees?|charges?)|(?:registration|parking|road(?: user)?) (?:fees?|charges?)|(?:distance|set-?back)s?(?: (?:rules?|requirements?))?)(?: of [^,;]{1,30}?)?(?: (?:(?:shall|will|must) be|is|are|was|were|has been|have been) (?:levied|imposed|charged))? (?:on|for|from|between) "
                    + "(?!(?:[\\w-]+ ){0,3}?(?:emissions(?! vehicles?)|greenhouse gas(?:es)?|CO2e?)\\b)"
                    + "(?:(?:[\\w-]+ ){0,2}?(?:batter(?:y|ies)|parts|components|equipment|machinery|materials|inputs|imports|cells|modules|incomes?|profits|revenues?) (?:for|from|of) )?(?:(?!(?:funds?|finances?|pays?|supports?|promotes?|helps?|to|for|from|by|with|in|of|is|are|was|will|shall|must|should|may)\\b)[\\w-]+ ){0,4}?";

    private static final String FREED =
            "(?: [\\w-]+){0,6} no longer (?:needs?|requires?|banned|prohibited|restricted|subject to|have to|pays?|taxed)\\b";

    /** Behind what is taxed. */
    private static final String SUBJECT =
            "(?: (?!(?:not|no|exempt\\w*)\\b)[\\w-]+){0,4} (?:subject to|pays?|is charged|are charged) (?:an? )?(?:(?!exempt)[\\w-]+ ){0,3}?(?:tax|dut(?:y|ies)|lev(?:y|ies)|tariff|VAT|surcharge|charge|fee)\\b";

    static Burden of(String cue) {
        String tax = "(?:" + ON + "(?:" + cue + ")|(?:" + cue
                + ")(?: (?:modules?|panels?|parts))? (?:customs|import) (?:dut(?:y|ies)|tariffs?|tax(?:es)?))";
        return new Burden(
                Pattern.compile("(?i)\\b(?:" + tax + "|(?:" + cue + ")(?:" + FREED + "|" + SUBJECT + "))"),
                Weakening.of(tax),
                Pattern.compile(
                        "(?i)\\b(?:zero|nil|preferential|(?:the|a) reduced)[ -]?(?:rat(?:e|es|ed|ing) )?(?:of |on |for )?"
                                + tax));
    }

    boolean in(String clause) {
        return tax.matcher(clause).find();
    }

    /** Whether a clause that names the tax leaves it, or takes back that there is less of it. */
    boolean weighs(Clause clause) {
        String text = clause.reading();
        return switch (clause.polarity()) {
            case REPEALED -> easing.isTakenBackIn(text) || low.matcher(text).find();
            case UPHELD -> !easing.isKeptIn(text) && !low.matcher(text).find();
            default -> !easing.in(text) && !low.matcher(text).find();
        };
    }
}
