package org.esmap.ai.core.quality;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a caller says of an answer; the last word counts, in the figures of the time at which the answer was given. */
@Entity
@Table(name = "feedback")
class Feedback {
    @Id
    private String inference;

    private String model;
    private String version;
    private Instant at;
    private boolean correct;
    private @Nullable String expected;

    @Column(name = "given_by")
    private String givenBy;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Feedback() {}

    Feedback(LoggedInference about, boolean correct, @Nullable String expected, String givenBy) {
        this.inference = about.id();
        this.model = about.model().value();
        this.version = about.version().value();
        this.at = about.at();
        this.correct = correct;
        this.expected = expected;
        this.givenBy = givenBy;
    }
}
