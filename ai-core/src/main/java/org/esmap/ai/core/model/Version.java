package org.esmap.ai.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a version: {@code major.minor.patch} with an optional pre-release, such as {@code 1.2.0-rc.1}. */
public record Version(@JsonValue String value) implements Comparable<Version> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,31}))?");

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

    /** By number; a pre-release comes before its release. */
    @Override
    public int compareTo(Version other) {
        Matcher mine = parts();
        Matcher theirs = other.parts();
        for (int i = 1; i <= 3; i++) {
            int order = Integer.compare(Integer.parseInt(mine.group(i)), Integer.parseInt(theirs.group(i)));
            if (order != 0) {
                return order;
            }
        }
        String a = mine.group(4) == null ? "~" : mine.group(4);
        String b = theirs.group(4) == null ? "~" : theirs.group(4);
        return a.compareTo(b);
    }

    private Matcher parts() {
        Matcher matcher = FORM.matcher(value);
        matcher.matches();
        return matcher;
    }

    @Override
    public String toString() {
        return value;
    }
}
