package org.esmap.ai.core.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The public name of a model, such as {@code climate-bert}: lower-case letters, digits and single hyphens. */
public record ModelId(@JsonValue String value) implements Comparable<ModelId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+){0,7}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ModelId {
        if (value.length() > 64 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Model id must look like 'climate-bert', found '" + value + "'");
        }
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
