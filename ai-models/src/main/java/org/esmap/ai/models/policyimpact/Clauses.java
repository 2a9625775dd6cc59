package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.text.Sentence;
import org.esmap.ai.core.text.SentenceSplitter;

/** Cuts a text into clauses and reads what each does to what it speaks of. Thread-safe. */
final class Clauses {
    private static final Pattern BREAK = Pattern.compile(
            ";\\s+|,?\\s+(?:but|whereas|although|though|however|(?<!not )yet|instead(?! of))\\b,?\\s*|,\\s+(?=not (?!later|less|more|fewer|exceed))"
                    + "|(?<=\\b(?:[Rr]ather than|[Ii]nstead of) [^,;]{1,80}),\\s+|,\\s+(?:while|rather than|and (?=(?:it|they|the \\w+|we)?\\s*(?:shall|will|must|may|should|does|do|did)\\b))");

    /** Turns of phrase with a negative word that deny nothing. */
    private static final Pattern NO_DENIAL = Pattern.compile(
            "(?i)\\bnot (?:only|just|merely|simply|solely)\\b|\\b(?:no|without(?: a| any)?) doubt\\b|\\bnot (?:disputed|contested|in (?:dispute|doubt|question))\\b|"
                    + "\\bnot hesitate\\b|\\bnot (?:confined|restricted|limited) to\\b|\\b(?:no|not) (?:later|less|fewer|lower|more|greater|higher|earlier|longer) than\\b|"
                    + "\\bnot (?:to )?(?:exceed\\w*|surpass\\w*|go beyond|rise above)|"
                    + "\\bno matter\\b|\\bnot (?:be )?exempt(?:ed)?\\b|\\bnot[- ]for[- ]profit\\b|\\bnon-\\w+|\\bwithout prejudice\\b|"
                    + "\\bwithout delay\\b|\\bneither\\b(?=.*\\bnor\\b)|\\bno (?:new coal|regret)\\b|\\bno-regret\\b|\\bwhether or not\\b|\\bnot yet (?:connected|covered)\\b");

    /** What was not yet in force: to take it back is to deny it. */
    private static final String PLANS = "(?:the |its |their |any |all )*(?:plan|proposal|bill|idea)s?\\b";

    private static final Pattern DENIAL = Pattern.compile(
            "(?i)\\b(?:not|n't|never|neither|nor|cannot|nobody|none of)\\b|\\w+n't\\b|"
                    + "\\bno (?:such |new |further |additional |carbon |national |binding |formal |legal |explicit |specific )*"
                    + "(?:tax(?:es)?|levy|levies|subsid(?:y|ies)|target|obligation|requirement|plan|plans|quota|mandate|ban|incentive"
                    + "|support|tariff|price|measure|measures|scheme|commitment|intention|limit|standard|date|law|phase-?out|decision|exemption|change)\\b|"
                    + "\\brul(?:es?|ed|ing) out\\b|\\breject(?:s|ed|ing)?\\b|\\brefus(?:es?|ed|ing)\\b|\\bdeclin(?:es?|ed|ing) to\\b(?! (?:(?:about|around|near|almost|below|under|at|the|a|net|less)\\b|zero|\\d))|"
                    + "\\bvot(?:es?|ed) (?:down|against)\\b|\\bfail(?:s|ed)? to\\b|\\babandon(?:s|ed|ing)?\\b|\\bdropp?(?:s|ed|ing)? (?:the |its |plans)|\\b(?:been|was|were) dropped\\b|"
                    + "\\b(?:scrap\\w*|withdr\\w+|cancel\\w*|ditch\\w*|halt\\w*) " + PLANS + "|"
                    + "\\bstops? short of\\b|\\bdefeated\\b|\\bvetoe[sd]\\b|\\bopposes?\\b|\\bopposed\\b|"
                    + "\\bwithout (?:introducing|imposing|setting|any|a )|\\blacks?\\b|\\bshelved?\\b|\\bis absent\\b|\\bmiss(?:es|ed)\\b|\\b(?:remains?|stays?|kept|is|are|be) (?:frozen|unchanged)\\b|^(?:no|rather than|instead of)\\b|\\bno longer (?:intend\\w*|plan\\w*|propos\\w*|seek\\w*|going) to\\b|\\bnothing (?:in|shall|may|requires?|obliges?)\\b|"
                    + "\\b(?:under no circumstances|in no (?:case|event)|at no time|on no account|by no means)\\b|\\bf[ae]ll(?:s|ing)? short of\\b|"
                    + "\\b(?:turn(?:s|ed)? down|thr(?:ew|own|ows?) out|came to nothing|block(?:s|ed)|den(?:ies|ied) that)\\b|"
                    + "\\b(?:postpone[sd]?|deferr?(?:s|ed)|put off|delay(?:s|ed))\\b[^,;]*? indefinitely\\b|\\bindefinitely (?:postponed|deferred)\\b|\\bput on (?:hold|ice)\\b");

    private static final Pattern REPEAL = Pattern.compile(
            "(?i)\\b(?!\\w+ " + PLANS + ")(?:repeal(?:s|ed|ing)?|revok(?:es?|ed|ing)|abolish(?:es|ed|ing)?"
                    + "|abolition of|rescind(?:s|ed|ing)?|scrap(?:s|ped|ping)?|withdr(?:aws?|awn|ew)|withdrawing|annul(?:s|led)?"
                    + "|terminat(?:es?|ed|ing)|discontinu(?:es?|ed|ing)|suspend(?:s|ed|ing)?|cancel(?:s|led|ling|ed)?|overturn(?:s|ed)?"
                    + "|ceas(?:es?|ed) to (?:apply|have effect)|struck down|lapse[sd]?|expire[sd]?|removal of|lift(?:s|ed|ing) the (?:ban|tax|levy|cap|moratorium|requirement|obligation)"
                    + "|no longer (?!(?:intend|plan|propos|seek|going)\\w* to\\b)\\w+|(?:subsid|tax|tariff|lev|ban|exemption|requirement|obligation|scheme|quota|moratorium|premium|rebate|grant|cap)\\w*(?: [\\w-]+){0,6} (?:is|are|was|were|be|been) (?:\\w+ )?(?:phased out|lifted|removed|ended|eliminated)"
                    + "|(?:subsid|tax|tariff|lev|ban|exemption|requirement|obligation|scheme|programme|quota|moratorium|premium|rebate|grant|credit|incentive|standard|metering)\\w*"
                    + "(?: [\\w-]+){0,4}? (?:(?:(?:will|shall|must) )?(?:ends?|ceases?)\\b|ended|ceased|(?:comes?|came) to an end|r[ua]ns? out|clos(?:es|ed) to new)"
                    + "|(?:do|does|did|done|doing) away with|roll(?:s|ed|ing)? ?back|scal(?:es?|ed|ing) back|wound down|revers(?:es|ed|al of)|undo(?:es|ne)?"
                    + "|dismantl(?:es?|ed|ing)|weaken(?:s|ed)?|water(?:s|ed) down"
                    + "|(?:end|ends|ended|ending|remov(?:es?|ed|ing)|eliminat(?:es?|ed|ing)|phas(?:es?|ed|ing)[- ]out|phase-out of|delet(?:es?|ed)) "
                    + "(?:all |the |its |their |any |existing |remaining |inefficient |fossil |fuel |fossil[- ]fuel |coal |oil |gas |diesel |petrol |kerosene |feed-in |carbon |energy |tax |of )*"
                    + "(?:subsid(?:y|ies)|tariffs?|tax(?:es)?|levy|levies|exemptions?|requirements?|obligations?|scheme|programme|premium|rebates?|grants?|credits?|price caps?|quota|mandate|net[- ]metering))\\b");

    /** What is put off is taken back for now, and so is its end. */
    private static final Pattern DELAY = Pattern.compile(
            "(?i)(?<!indefinitely )\\b(?:postpon(?:es?|ed|ing)|defer(?:s|red|ring)?|put off|pushed back|delay(?:ed|ing|s?(?= (?:the|its|their|a|an)\\b)))\\b(?![^,;]* indefinitely)");

    /** What is said in passing of a noun and denies or takes back nothing of the clause. */
    private static final Pattern IN_PASSING = Pattern.compile(
            "(?i)(?<!\\b(?:is|are|be|been|was|were|has|have|had|or|and|but)) not \\w+(?:ed|en)\\b(?=[^,;]*\\s(?:shall|must|will|should|may)\\b)|\\b(?:that|which|who) (?:ha(?:s|ve|d)|is|are|do|does|did|was|were|can|could)(?: not|n't)\\b[^,;]*?(?=\\s(?:shall|must|will|should|may)\\b)"
                    + "|\\b(?:that|which) had been\\b[^,;]*|,? which (?:lapsed|expired|ended|ran out)\\b[^,;]*");

    private Clauses() {}

    /** The clauses of the running text, lists, notes and headings of {@code text}, in order. */
    static List<Clause> of(String text) {
        List<Clause> clauses = new ArrayList<>();
        for (Sentence sentence : SentenceSplitter.split(text)) {
            if (sentence.kind() == Sentence.Kind.PROSE
                    || sentence.kind() == Sentence.Kind.ITEM
                    || sentence.kind() == Sentence.Kind.NOTE
                    || sentence.kind() == Sentence.Kind.HEADING) {
                cut(text, sentence, clauses);
            }
        }
        return clauses;
    }

    private static void cut(String text, Sentence sentence, List<Clause> clauses) {
        boolean conditional = Condition.in(sentence.in(text));
        Matcher breaks = BREAK.matcher(text).region(sentence.start(), sentence.end());
        int start = sentence.start();
        while (breaks.find()) {
            add(text, start, breaks.start(), conditional, clauses);
            start = breaks.end();
        }
        add(text, start, sentence.end(), conditional, clauses);
    }

    private static void add(String text, int start, int end, boolean conditional, List<Clause> clauses) {
        if (end > start) {
            clauses.add(read(start, end, text.substring(start, end), conditional));
        }
    }

    private static Clause read(int start, int end, String clause, boolean conditional) {
        String plain =
                NO_DENIAL.matcher(IN_PASSING.matcher(clause).replaceAll("")).replaceAll("");
        boolean repealed = REPEAL.matcher(plain).find() != DELAY.matcher(plain).find();
        // "shall not be repealed" and "did not rule out" deny a denial: what is spoken of stands
        boolean denied = count(DENIAL, plain) % 2 == 1;
        return new Clause(
                start,
                end,
                clause,
                Modality.of(clause),
                !repealed && denied,
                repealed && !denied,
                repealed && denied,
                conditional);
    }

    private static int count(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }
}
