package org.esmap.ai.core.model;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Texts in which a reader sees nothing. */
public final class Blank {
    /** How a schema writes that a text must not be blank; taken to mean what a reader sees, not white space alone. */
    public static final String NOT_BLANK = "\\S";

    /** What a caller is told who sends one. */
    public static final String MESSAGE = "must not be blank";

    /** What would be right. */
    public static final String ALLOWED = "a text with at least one visible character";

    /**
     * Anything but separators, controls, format characters, and what Unicode calls ignorable though it counts it among
     * letters and marks: fillers and variation selectors.
     */
    private static final Predicate<String> VISIBLE = Pattern.compile(
                    "[^\\p{Z}\\p{Cc}\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0"
                            + "\\x{e0100}-\\x{e01ef}]")
            .asPredicate();

    private Blank() {}

    /** Whether {@code text} has no visible character. */
    public static boolean is(String text) {
        return !VISIBLE.test(text);
    }
}
