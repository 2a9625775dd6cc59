package org.esmap.ai.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a version: {@code major.minor.patch} with an optional pre-release, such as {@code 1.2.0-rc.1}. */
public record Version(@JsonValue String value) implements Comparable<Version> {
    private static final Pattern FORM =
            Pattern.compile("\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,31})?");

    /** Numbers by size and before words; of equal numbers the one with more leading zeros first. */
    private static final Comparator<String> BY_PART = Comparator.comparing(
                    Version::size, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Comparator.naturalOrder());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Version {
        if (!isVersion(value)) {
            throw new IllegalArgumentException("Version must look like '1.2.0', found '" + value + "'");
        }
    }

    /** Whether {@code text} has the form of a version. */
    public static boolean isVersion(String text) {
        return FORM.matcher(text).matches();
    }

    /** By number, then by pre-release, which comes before its release: the order of Semantic Versioning 2.0.0. */
    @Override
    public int compareTo(Version other) {
        int order = Arrays.compare(parts(0), other.parts(0), BY_PART);
        if (order != 0) {
            return order;
        }
        String[] mine = parts(1);
        String[] theirs = other.parts(1);
        return mine.length == 0 || theirs.length == 0
                ? Integer.compare(theirs.length, mine.length)
                : Arrays.compare(mine, theirs, BY_PART);
    }

    /** What stands between the dots of the number (0) or of the pre-release (1); nothing where there is none. */
    private String[] parts(int half) {
        String[] halves = value.split("-", 2);
        return half < halves.length ? halves[half].split("\\.", -1) : new String[0];
    }

    private static @Nullable BigInteger size(String part) {
        return part.matches("\\d+") ? new BigInteger(part) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
