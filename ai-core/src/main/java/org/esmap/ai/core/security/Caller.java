package org.esmap.ai.core.security;

import static java.util.Objects.requireNonNull;

/**
 * Who acts.
 *
 * @param name    the authenticated name, or {@link #ANONYMOUS}
 * @param address where the request came from; empty for the platform itself
 */
public record Caller(String name, String address) {
    /** The platform acting by itself: at start, by schedule, or to undo a bad version. */
    public static final Caller PLATFORM = new Caller("platform", "");

    /** The name of who shows no credential. */
    public static final String ANONYMOUS = "anonymous";

    public Caller {
        name = cut(requireNonNull(name, "name is null"), 128);
        address = cut(requireNonNull(address, "address is null"), 64);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
