package org.esmap.ai.core.quality;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What the first answers of a version looked like, as a histogram in JSON; written once. */
@Entity
@Table(name = "drift_reference")
@IdClass(DriftReference.Key.class)
class DriftReference {
    /** Model and version together. */
    record Key(String model, String version) implements Serializable {}

    @Id
    private String model;

    @Id
    private String version;

    private int answers;
    private String histogram;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected DriftReference() {}

    DriftReference(String model, String version, int answers, String histogram) {
        this.model = model;
        this.version = version;
        this.answers = answers;
        this.histogram = histogram;
    }

    int answers() {
        return answers;
    }

    String histogram() {
        return histogram;
    }
}
