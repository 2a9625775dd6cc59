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

    /** Where clauses part; at a {@code join} they do if a predicate stands before it. */
    private static final Pattern BREAK = Pattern.compile(
            ";\\s+|,?\\s+(?:but|whereas|although|though|however|(?<!\\b(?:not|has|have|had|is|are) )yet|instead(?! of))\\b,?\\s*|,\\s+(?=not (?!later|less|more|fewer|exceed))"
                    + "|(?<=\\b(?:[Rr]ather than|[Ii]nstead of) [^,;]{1,80}),\\s+|(?<=\\b(?:Although|Though|While|Whereas) [^,;]{1,120}),\\s+"
                    + "|,\\s+(?:while|rather than|and (?=(?:it|they|the \\w+|we)?\\s*" + MODAL
                    + "))|(?<join>,\\s+and\\s+(?=(?:[\\w'-]+ ){1,7}?" + FINITE
                    + ")|,?\\s+(?:and|or)\\s+(?=(?:(?:it|they|we|(?:the|its|their|an?|no) (?:[\\w-]+ ){1,5}?)\\s*)?(?:also |then |subsequently |thereafter )?"
                    + MODAL + "|(?:is|are|was|were|has|have)\\b|not\\b)|,?\\s+(?=nor\\b))");

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
            "(?i)\\bwithout (?!prejudice|delay|(?:a |any )?doubt)[^,;]+?(?=[,;.]|\\s+(?:the|by|in|from|until|and|or|shall|will|must|may|should|is|are)\\b|$)");

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
        String before = "";
        while (breaks.find()) {
            String clause = text.substring(start, breaks.start());
            if (breaks.group("join") == null || PREDICATE.matcher(clause).find()) {
                before = add(sentence, start, clause, before, conditional, clauses);
                start = breaks.end();
            }
        }
        add(sentence, start, text.substring(start, sentence.end()), before, conditional, clauses);
    }

    /** Adds a clause and gives its reading. */
    private static String add(
            Sentence sentence, int start, String text, String before, boolean conditional, List<Clause> clauses) {
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
                Modality.of(reading),
                Polarity.of(reading),
                conditional));
        return reading;
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
