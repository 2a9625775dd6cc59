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

    private Counts() {}

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
