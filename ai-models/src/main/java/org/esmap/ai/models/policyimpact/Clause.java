package org.esmap.ai.models.policyimpact;

/**
 * A clause of a policy text.
 *
 * @param start       first UTF-16 code unit
 * @param end         one past the last
 * @param text        the clause itself
 * @param modality    how binding it is
 * @param negated     whether what it speaks of is denied: not done, ruled out, rejected
 * @param repealed    whether what it speaks of is taken back: repealed, abolished, suspended
 * @param upheld      whether the text denies that it is taken back
 * @param conditional whether it holds only under a condition that the text states
 */
record Clause(
        int start,
        int end,
        String text,
        Modality modality,
        boolean negated,
        boolean repealed,
        boolean upheld,
        boolean conditional) {
    /** Whether the clause puts what it speaks of into effect. */
    boolean inForce() {
        return !negated && !repealed;
    }
}
