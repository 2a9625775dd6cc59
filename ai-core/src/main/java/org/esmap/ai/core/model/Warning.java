package org.esmap.ai.core.model;

import static java.util.Objects.requireNonNull;

/**
 * Something the caller should know about an answer that is right all the same.
 *
 * @param code   a fixed word, such as {@code truncated} or {@code unsupported-language}
 * @param detail one sentence
 */
public record Warning(String code, String detail) {
    public static final String UNSUPPORTED_LANGUAGE = "unsupported-language";
    public static final String TRUNCATED = "truncated";

    public Warning {
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
    }
}
