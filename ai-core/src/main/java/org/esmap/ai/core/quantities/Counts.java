package org.esmap.ai.core.quantities;

import java.util.regex.Pattern;

/** Tells numbers that count something from numbers that name something: figures, references, versions, codes. */
final class Counts {
    private static final int BEFORE = 30;
    private static final Pattern LABELLED = Pattern.compile(
            "(?i)(?:\\b(?:fig(?:ure)?s?|tab(?:le)?s?|sections?|sect?|eqs?|equations?|refs?|no|nos|numbers?|columns?|rows?|chapters?"
                    + "|appendix|scheme|lot|phases?|steps?|stages?|units?|articles?|annex|page|pp?|vol(?:ume)?|version|type"
                    + "|class|grade|group|panel|box|part|item|day|month|week|year|line|lane|site|core|sample|level)\\.?"
                    + "\\s?(?:\\(?[\\dA-Za-z.]{1,4}\\)?\\s?(?:,|and|to|or|–|-)\\s?(?:and\\s)?){0,4}\\(?$)");
    /** A capitalised name just before: Claudin 19, Boeing 747; not the first word of a sentence. */
    private static final Pattern NAMED = Pattern.compile("[\\p{L}\\d,)] \\p{Lu}[\\p{L}\\d-]*[ -]$");

    /** "Per unit", "the second phase" and "the northern zone" are told already. */
    private static final Pattern PART =
            Pattern.compile("(?i)(?<!\\b(?:an?|each|every|first|second|third|fourth|fifth|last|latest"
                    + "|next|final|initial|new|old|on|one|other|per|previous|same|that|the|this|whole|\\w{3,9}(?:ern|al|ing|ed)) )"
                    + "\\b(?:lot|phase|stage|unit|block|package|tranche|round|train|part|section|group)\\s$");

    private static final Pattern CITED = Pattern.compile("[\\[(](?:\\d{1,3}\\s?[,–-]\\s?)*$");
    private static final Pattern CITED_ON = Pattern.compile("^(?:\\s?[,–-]\\s?\\d{1,3})*[\\])]");
    private static final Pattern GLUED = Pattern.compile("^(?:[\\p{L}_/′'’]|-\\p{L}|-?\\d|:\\d)");

    /** Parts of laws and papers, whose numbers end in letters. */
    private static final Pattern NUMBERED = Pattern.compile(
            "(?i)\\b(?:articles?|art|sections?|annex|fig(?:ure)?s?|tables?|forms?|amendments?|rules?|paragraphs?|clauses?|schedules?"
                    + "|chapters?)\\.?\\s(?:\\(?\\d{1,4}\\p{L}?\\)?(?:, | and | or | to |, and ))*$");

    private static final Pattern LETTER = Pattern.compile("-?\\p{L}");
    /** A yearly report to the Securities and Exchange Commission. */
    private static final Pattern REPORT = Pattern.compile("10-K");

    private static final Pattern LATITUDE = Pattern.compile("\\d{1,2}(?:\\.\\d+)?N");
    private static final Pattern TENS = Pattern.compile("(?:1\\d|20)?[2-9]0s");
    private static final Pattern AGE_OR_DECADE = Pattern.compile(
            "(?i)(?:\\b(?:the|their|his|her|early|late|mid)[\\s-]|['’]\\s?)(?:(?:['’]?\\d{1,3}0s)?,? (?:and|or|to) )?['’]?$");

    /** What is weighed: pounds of something that no money is for, or of a vehicle's weight. */
    private static final Pattern WEIGHED = Pattern.compile(
            Numerals.GAP + "pounds?\\s(?:(?:or (?:less|more|greater|over|under) )?(?:(?:in|by|gross|net|total|curb|kerb"
                    + "|laden|unladen|loaded|combined|vehicle|axle) ){0,4}(?:weight|GVWR?|GCWR?)\\b"
                    + "|of\\s(?!(?:the|this|our|its|their|new|it|them|that|which"
                    + "|additional|extra|annual|public|private|government|taxpayers?|state|foreign|trade)\\b"
                    + "|(?:(?!(?:and|or|to|per|an?|in|from|for|at|by|with|on)\\b)\\p{L}[\\p{L}-]*\\s){0,2}(?:aid|arrears|assets|benefits?|bills?|bonds?|borrowing|budgets?|business|capital|cash"
                    + "|charges|compensation|contracts?|costs?|credit|cuts|damages?|debt|earnings|equity|exports?|fees|financ(?:e|ing)"
                    + "|fines?|funding|funds|grants?|help|imports?|income|investments?|levies|levy|loans?|loss(?:es)?|money|orders"
                    + "|payments?|profits?|relief|rent|revenues?|sales|savings?|spending|subsid(?:y|ies)|support|tax(?:es)?|turnover"
                    + "|value|wages)\\b)(?:\\p{Ll}|\\p{Lu}[\\p{L}\\d]*\\d))");

    private Counts() {}

    /** Whether the pounds behind a number that ends at {@code end} are of something that is weighed. */
    static boolean weighed(String text, int end) {
        return WEIGHED.matcher(text).region(end, text.length()).lookingAt();
    }

    /** Whether the unit behind a number is a letter of its name: Article 10d, Form 10-K, 60N, the 80s. */
    static boolean isLetter(String text, int start, int end, int unitEnd) {
        if (!LETTER.matcher(text.substring(end, unitEnd)).matches()) {
            return false;
        }
        String before = text.substring(Math.max(0, start - BEFORE), start);
        String whole = text.substring(start, unitEnd);
        return NUMBERED.matcher(before).find()
                || REPORT.matcher(whole).matches()
                || LATITUDE.matcher(whole).matches()
                || TENS.matcher(whole).matches()
                        && AGE_OR_DECADE.matcher(before).find();
    }

    /** Whether a number at {@code start} tells one part of something from the others: phase 2, lot 3. */
    static boolean tellsPart(String text, int start) {
        return PART.matcher(text.substring(Math.max(0, start - BEFORE), start)).find();
    }

    static boolean plausible(String text, int start, int end, boolean digits) {
        String after = text.substring(end, Math.min(text.length(), end + BEFORE));
        String before = text.substring(Math.max(0, start - BEFORE), start);
        if (!digits) {
            return !text.substring(start, end).equalsIgnoreCase("one") && !after.startsWith("-");
        }
        boolean inside = !before.isEmpty() && "-–/_:^".indexOf(before.charAt(before.length() - 1)) >= 0;
        return !inside
                && !GLUED.matcher(after).find()
                && !LABELLED.matcher(before).find()
                && !NAMED.matcher(before).find()
                && !(CITED.matcher(before).find() && CITED_ON.matcher(after).find());
    }
}
