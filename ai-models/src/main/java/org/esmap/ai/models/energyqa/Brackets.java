package org.esmap.ai.models.energyqa;

/** Ends an answer before a bracket that was opened before it: of "(with a tolerance of 0.5 %) biofuels" the "0.5 %". */
final class Brackets {
    /** A label of a list keeps its bracket: "a) solar", "(ii) wind". */
    private static final int LONGEST_LABEL = 3;

    private Brackets() {}

    /** The end, at most {@code end}, of an answer that begins at {@code start}. */
    static int end(String text, int start, int end) {
        int open = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '(') {
                open++;
            } else if (c == ')' && --open < 0) {
                String before = text.substring(start, i).stripTrailing();
                return before.length() > LONGEST_LABEL ? start + before.length() : end;
            }
        }
        return end;
    }
}
