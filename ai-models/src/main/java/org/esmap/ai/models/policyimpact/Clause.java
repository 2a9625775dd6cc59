package org.esmap.ai.models.policyimpact;

import java.util.regex.Pattern;

/**
 * A clause of a policy text.
 *
 * @param sentence    first UTF-16 code unit of its sentence
 * @param start       first UTF-16 code unit
 * @param end         one past the last
 * @param text        the clause itself
 * @param reading     the clause with the subject that it shares with the one before, in one line, without what it
 *                    says of absent things
 * @param role        what it is to the statement that it stands in
 * @param modality    how binding it is
 * @param polarity    what it does to what it speaks of
 * @param conditional whether it holds only under a condition that the text states
 */
record Clause(
        int sentence,
        int start,
        int end,
        String text,
        String reading,
        Role role,
        Modality modality,
        Polarity polarity,
        boolean conditional) {
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Pattern SUBSCRIPT = Pattern.compile("[₀-₉]");

    /** The clause in one line and without subscripts, as long as it is. */
    String line() {
        return levelled(SPACE.matcher(text).replaceAll(" "));
    }

    /** The text with subscripts as plain digits: CO2 for CO₂. */
    static String levelled(String text) {
        return SUBSCRIPT
                .matcher(text)
                .replaceAll(digit -> String.valueOf((char) (digit.group().charAt(0) - '₀' + '0')));
    }

    /** Whether what it speaks of is denied: not done, ruled out, rejected. */
    boolean negated() {
        return polarity == Polarity.DENIED;
    }

    /** Whether what it speaks of is taken back: repealed, abolished, suspended. */
    boolean repealed() {
        return polarity == Polarity.REPEALED;
    }

    /** Whether the text denies that it is taken back. */
    boolean upheld() {
        return polarity == Polarity.UPHELD;
    }

    /** Whether the clause puts what it speaks of into effect. */
    boolean inForce() {
        return !negated() && !repealed();
    }

    /** The same clause where what reads as a denial is the rule itself. */
    Clause standing() {
        return new Clause(sentence, start, end, text, reading, role, modality, Polarity.IN_FORCE, conditional);
    }

    /** The same clause, read in other words. */
    Clause readAs(String words) {
        return new Clause(sentence, start, end, text, words, role, Modality.of(words), Polarity.of(words), conditional);
    }
}
