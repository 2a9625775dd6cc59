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

    /** Where clauses part; at a {@code join} they do if a predicate stands before it. Spaces are never given back. */
    private static final Pattern BREAK = Pattern.compile(
            ";\\s+|,?\\s++(?:but|whereas|although|though|however|(?<!\\b(?:not|has|have|had|is|are) )yet|instead(?! of))\\b,?\\s*|,\\s+(?=not (?!later|less|more|fewer|exceed))"
                    + "|(?<=\\b(?:[Rr]ather than|[Ii]nstead of|Far from) [^,;]{1,80}),\\s+|(?<=\\b(?:Although|Though|While|Whereas) [^,;]{1,120}),\\s+"
                    + "|,\\s+(?:while|rather than|and (?=(?:it|they|the \\w+|we)?\\s*" + MODAL
                    + "))|(?<join>,\\s+and\\s+(?=(?:[\\w'-]+ ){1,7}?" + FINITE
                    + ")|,?\\s++(?:and|or)\\s++(?=(?:(?:it|they|we|(?:the|its|their|an?|no) (?:[\\w-]+ ){1,5}?)\\s*)?(?:also |then |subsequently |thereafter )?"
                    + MODAL + "|(?:is|are|was|were|has|have)\\b|not\\b)|,?\\s++(?=nor\\b))|(?i:(?<sub>" + Role.BEGINS
                    + "))|(?<ahead>,\\s+)");

    /** What stands ahead of its statement has more than two words. */
    private static final Pattern AHEAD = Pattern.compile("\\S+\\s+\\S+\\s+\\S+");

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
            if (parts(breaks, clause, own)) {
                before = add(sentence, start, clause, before, own, conditional, clauses);
                start = breaks.end();
                role = own;
                joined = breaks.group("join") != null && !breaks.group().startsWith(",");
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
        String line = SPACES.matcher(text).replaceAll(" ");
        String reading = ABSENT.matcher(subject(line, before) + line).replaceAll("");
        clauses.add(new Clause(
                sentence.start(),
                start,
                start + text.length(),
                text,
                reading,
                role,
                Modality.of(reading),
                Polarity.of(reading),
                conditional));
        return role == Role.MAIN ? reading : before;
    }

    /** What a predicate without a subject shares with the clause before it; empty where it has one. */
    private static String subject(String predicate, String before) {
        Matcher elided = ELIDED.matcher(predicate);
        Matcher shared = PREDICATE.matcher(before);
        if (!elided.find() || !shared.find()) {
            return "";
        }
        return shared.group(elided.group("participle") == null ? "subject" : "front") + " ";
    }
}
