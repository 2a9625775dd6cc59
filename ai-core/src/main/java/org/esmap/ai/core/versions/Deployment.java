package org.esmap.ai.core.versions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** Who answers for a model, as the database says. */
@Entity
@Table(name = "deployment")
public class Deployment {
    @Id
    private String model;

    private String live;
    private @Nullable String previous;
    private @Nullable String candidate;

    @Enumerated(EnumType.STRING)
    private @Nullable Strategy trial;

    private int percent;

    @Column(name = "bake_until")
    private @Nullable Instant bakeUntil;

    private Instant since;

    @jakarta.persistence.Version
    private long epoch;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Deployment() {}

    Deployment(ModelId model, Version live) {
        this.model = model.value();
        this.live = live.value();
        this.since = Instant.now();
        this.epoch = 1;
    }

    public ModelId model() {
        return new ModelId(model);
    }

    public Version live() {
        return new Version(live);
    }

    /** What was live before, kept warm for a rollback. */
    public Optional<Version> previous() {
        return Optional.ofNullable(previous).map(Version::new);
    }

    /** The version on trial. */
    public Optional<Version> candidate() {
        return Optional.ofNullable(candidate).map(Version::new);
    }

    /** How the candidate is tried; null without one. */
    public @Nullable Strategy trial() {
        return trial;
    }

    /** The canary's share of the requests. */
    public int percent() {
        return percent;
    }

    /** When the trial ends; null without one. */
    public @Nullable Instant bakeUntil() {
        return bakeUntil;
    }

    /** When this came to be. */
    public Instant since() {
        return since;
    }

    /** Raised by every change; what {@code If-Match} is held against. */
    public long epoch() {
        return epoch;
    }

    void take(Change change) {
        live = change.live().value();
        previous = change.previous() == null ? null : change.previous().value();
        candidate = change.candidate() == null ? null : change.candidate().value();
        trial = change.trial();
        percent = change.percent();
        bakeUntil = change.bakeUntil();
        since = Instant.now();
    }
}
