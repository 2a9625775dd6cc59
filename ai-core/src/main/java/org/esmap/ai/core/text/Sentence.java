package org.esmap.ai.core.text;

import static java.util.Objects.requireNonNull;

/**
 * A sentence's place in a text; neither its first nor its last character is white space.
 *
 * @param start first UTF-16 code unit
 * @param end   one past the last
 * @param kind  what it is part of
 */
public record Sentence(int start, int end, Kind kind) {
    /** What a sentence is part of. */
    public enum Kind {
        /** Running text. */
        PROSE,
        /** An item of a list, its mark left out. */
        ITEM,
        /** A footnote, an entry of a list of references, a source, a credit, a caption with its number. */
        NOTE,
        /** A title, a line that stands alone. */
        HEADING,
        /** A row of a table. */
        TABLE,
        /** Page numbers, running heads, contents, notices. */
        FURNITURE
    }

    public Sentence {
        requireNonNull(kind, "kind is null");
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("A sentence holds text, found " + start + " to " + end);
        }
    }

    /** The characters of {@code text} that this sentence is. */
    public String in(String text) {
        return text.substring(start, end);
    }
}
