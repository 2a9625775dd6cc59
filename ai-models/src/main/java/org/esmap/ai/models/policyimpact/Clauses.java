package org.esmap.ai.models.policyimpact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.esmap.ai.core.text.Sentence;
import org.esmap.ai.core.text.SentenceSplitter;

/** Cuts a text into clauses and reads what each does to what it speaks of. Thread-safe. */
final class Clauses {
    private static final String MODAL = "(?:shall|will|must|may|should|does|do|did|cannot)\\b";
    private static final String FINITE =
            "(?:shall|will|must|may|should|can|cannot|does|do|did|is|are|was|were|has|have|had)\\b";

    private static final String ADVERB = "(?:(?:also|then|thereby|subsequently|gradually|immediately) )?";

    private static final String STEM =
            "(?:introduc|repeal|abolish|rais|set|fund|allocat|ban|expand|keep|kept|end|scrap|suspend|launch|phas|build|built"
                    + "|cut|increas|reduc|lower|extend|exempt|impos|establish|creat|provid|strengthen|doubl|tripl|halv|remov|withdraw|withdrew|cancel|revok"
                    + "|adopt|prohibit|requir|oblig|mandat|lift|tighten|grant|commit|pledg|freez|froze|delay|postpon|stop|clos|retir|invest|financ|subsidi[sz]"
                    + "|relax|weaken|restor|reinstat|replac|earmark|maintain|reject|reaffirm|waiv|slash|quit|dismantl|terminat|discontinu|revers|confirm"
                    + "|award|support|promot)";

    /** What a verb of policy is done to, which tells it from a noun. */
    private static final String OBJECT =
            "(?: (?:out|back|down|up|off))? (?!(?:by|in|from|for|to|until|after|over|on|as|at|of|with|and|or|under"
                    + "|through|into|per|than|that|which|is|are|was|were|shall|will|must|may|should|has|have|apply|remain)\\b)(?=[\\w$€£])";

    private static final String FINITE_FORM = "(?:e?s|e?d|ned|ped|ted|led)";
    private static final String DOES = ADVERB + STEM + "(?:" + FINITE_FORM + "|e|)" + OBJECT;

    /** What does the first of several things, and by which modal verb. */
    private static final Pattern DOER = Pattern.compile(
            "(?is)^(?<subject>.*?)\\s(?:(?<modal>shall|will|must|may|should|would|can|does|do|did|is to|are to"
                    + "|(?:aims?|plans?|intends?|undertakes?|commits?) to) (?<not>(?:not|never|no longer) )?)?" + DOES);

    private static final Pattern FINITE_DOES = Pattern.compile(
            "(?i)^" + ADVERB + "(?:" + STEM + FINITE_FORM + "|kept|built|cut|set|froze|withdrew|quit)" + OBJECT);

    private static final Pattern BARE_DOES = Pattern.compile("(?i)^" + ADVERB + STEM + "e?" + OBJECT);

    private static final String TAKING_BACK =
            "(?:the )?(?:removal|abolition|repeal|suspension|withdrawal|cancellation|termination|elimination"
                    + "|phasing[- ]out) of ";

    /** Where clauses part; at a {@code join} they do if a predicate stands before it. Spaces are never given back. */
    private static final Pattern BREAK = Pattern.compile(
            ";\\s+|,?\\s++(?:but|whereas|although|though|however|(?<!\\b(?:not|has|have|had|is|are) )yet|instead(?! of))\\b,?\\s*|,\\s+(?=not (?!later|less|more|fewer|exceed))"
                    + "|(?<=\\b(?:[Rr]ather than|[Ii]nstead of|Far from) [^,;]{1,80}),\\s+|(?<=\\b(?:Although|Though|While|Whereas) [^,;]{1,120}),\\s+"
                    + "|,\\s+(?:while|rather than|and (?=(?:it|they|the \\w+|we)?\\s*" + MODAL
                    + "))|(?<join>,\\s+and\\s+(?=(?:[\\w'-]+ ){1,7}?" + FINITE
                    + ")|,?\\s++(?:and|or)\\s++(?=(?:(?:it|they|we|(?:the|its|their|an?|no) (?:[\\w-]+ ){1,5}?)\\s*)?(?:also |then |subsequently |thereafter )?"
                    + MODAL + "|(?:is|are|was|were|has|have)\\b|not\\b)|,?\\s++(?=nor\\b))"
                    + "|(?<act>(?:,?\\s++and|,)\\s++(?=" + DOES + "))"
                    + "|(?<taken>,?\\s++and\\s++(?=" + TAKING_BACK + "))|(?i:(?<sub>" + Role.BEGINS
                    + "))|(?<ahead>,\\s+)");

    /** What stands ahead of its statement has more than one word. */
    private static final Pattern AHEAD = Pattern.compile("\\S+\\s+\\S+");

    private static final Pattern STATES = Pattern.compile("(?i)\\b" + MODAL);

    private static final Pattern PREDICATE = Pattern.compile("(?is)^(?<front>(?<subject>.*?)\\s(?:" + FINITE
            + "(?: be)?|\\w+(?:s|ed) (?=(?:the|an?|its|their|all|any) )))");

    /** The start of a predicate whose subject stands in the clause before. */
    private static final Pattern ELIDED = Pattern.compile(
            "(?i)^(?:(?:also|then|subsequently|thereafter|therefore|nor) )*(?:" + FINITE + "|be\\b|not\\b|nor\\b)"
                    + "|^(?<participle>(?:\\w+ly )?\\w+ed (?=(?:by|in|from|for|to|until|after|over|on|as|at|altogether|gradually)\\b))");

    /** Lines may break anywhere. */
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** What is absent, and nothing else of the clause. */
    private static final Pattern ABSENT = Pattern.compile(
            "(?i)\\bwithout (?!prejudice|delay|(?:a |any )?doubt)[^,;]+?(?=[,;.]|\\s+(?:the|by|in|from|until|and|or|shall|will|must|may|should|is|are|\\w+s an?)\\b|$)");

    /** What is not decided yet. */
    private static final Pattern UNDECIDED = Pattern.compile(
            "(?i)\\bwhether (?<=\\b(?:deci[ds]|determin|debat|vot|rul)\\w{1,5}\\b[^,;]{0,40} whether )(?!or not\\b)(?:(?:and|when|how) )*(?:to\\b|(?:[\\w-]+ ){1,6}?(?:should|shall|could|is to|are to)\\b)[^,;]*");

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
        boolean conditional = Condition.in(SPACES.matcher(sentence.in(text)).replaceAll(" "));
        Matcher breaks = BREAK.matcher(text).region(sentence.start(), sentence.end());
        int start = sentence.start();
        Role role = Role.MAIN;
        boolean joined = false;
        String before = "";
        while (breaks.find()) {
            String clause = text.substring(start, breaks.start());
            Role own = role(clause, joined ? role : Role.MAIN);
            if (parts(breaks, clause, own)
                    && partsActs(breaks, clause, before, text.substring(breaks.end(), sentence.end()))) {
                before = add(sentence, start, clause, before, own, conditional, clauses);
                start = breaks.end();
                role = own;
                joined = breaks.group("join") != null && !breaks.group().startsWith(",")
                        || breaks.group("act") != null
                        || breaks.group("taken") != null;
            }
        }
        String clause = text.substring(start, sentence.end());
        add(sentence, start, clause, before, role(clause, joined ? role : Role.MAIN), conditional, clauses);
    }

    /** A clause joined by "and" to one of time or condition is one too, unless it states what shall be. */
    private static Role role(String clause, Role joinedTo) {
        Role own = Role.of(SPACES.matcher(clause).replaceAll(" "));
        return own == Role.MAIN && !STATES.matcher(clause).find() ? joinedTo : own;
    }

    private static boolean parts(Matcher breaks, String clause, Role role) {
        if (breaks.group("ahead") != null) {
            return role != Role.MAIN && AHEAD.matcher(clause).find();
        }
        boolean afterPredicate = breaks.group("join") != null
                || breaks.group("sub") != null && breaks.group().startsWith(",");
        return !afterPredicate || PREDICATE.matcher(clause).find();
    }

    /** Whether one thing is done ahead of the break and something taken back behind it, or the reverse; true for other breaks. */
    private static boolean partsActs(Matcher breaks, String clause, String before, String rest) {
        boolean taken = breaks.group("taken") != null;
        if (!taken && breaks.group("act") == null) {
            return true;
        }
        String line = SPACES.matcher(clause).replaceAll(" ");
        String reading = subject(line, before) + line;
        if (taken) {
            return Polarity.of(reading) == Polarity.IN_FORCE;
        }
        String behind = SPACES.matcher(rest).replaceAll(" ");
        return !doer(behind, reading).isEmpty() && Polarity.of(reading) != Polarity.of(behind);
    }

    /** Who does what {@code predicate} says, where {@code before} says what else they do; empty where it does not. */
    private static String doer(String predicate, String before) {
        boolean bare = BARE_DOES.matcher(predicate).find();
        boolean finite = FINITE_DOES.matcher(predicate).find();
        Matcher doer = DOER.matcher(before);
        if (!bare && !finite || !doer.find()) {
            return "";
        }
        boolean modal = doer.group("modal") != null;
        if (modal && bare) {
            return doer.group("not") == null ? doer.group("subject") + " " + doer.group("modal") + " " : "";
        }
        return finite ? doer.group("subject") + " " : "";
    }

    /** Adds a clause and gives the reading whose subject the next may share. */
    private static String add(
            Sentence sentence,
            int start,
            String text,
            String before,
            Role role,
            boolean conditional,
            List<Clause> clauses) {
        if (text.isEmpty()) {
            return before;
        }
        String line = Clause.levelled(SPACES.matcher(text).replaceAll(" "));
        String reading = ABSENT.matcher(subject(line, before) + line).replaceAll("");
        reading = UNDECIDED.matcher(reading).replaceAll("");
        clauses.add(new Clause(
                sentence.start(),
                start,
                start + text.length(),
                text,
                reading,
                role,
                Modality.of(reading),
                Polarity.of(reading),
                conditional && !Condition.isWaivedIn(line)));
        return role == Role.MAIN ? reading : before;
    }

    /** What a predicate without a subject shares with the clause before it; empty where it has one. */
    private static String subject(String predicate, String before) {
        String doer = doer(predicate, before);
        if (!doer.isEmpty()) {
            return doer;
        }
        Matcher elided = ELIDED.matcher(predicate);
        Matcher shared = PREDICATE.matcher(before);
        if (!elided.find() || !shared.find()) {
            return "";
        }
        return shared.group(elided.group("participle") == null ? "subject" : "front") + " ";
    }
}
