package org.esmap.ai.core.versions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a model's history; never changed. */
@Entity
@Table(name = "deployment_change")
@IdClass(DeploymentChange.Key.class)
class DeploymentChange {
    /** One change follows an epoch: of two at once, the second finds the key taken. */
    record Key(String model, long epoch) implements Serializable {}

    @Id
    private String model;

    @Id
    private long epoch;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private Change.Kind kind;

    private String live;
    private @Nullable String previous;
    private @Nullable String candidate;

    @Enumerated(EnumType.STRING)
    private @Nullable Strategy trial;

    private int percent;

    @Column(name = "changed_by")
    private String changedBy;

    private String reason;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected DeploymentChange() {}

    DeploymentChange(String model, long epoch, Change change, String changedBy) {
        this.model = model;
        this.epoch = epoch;
        this.at = Instant.now();
        this.kind = change.kind();
        this.live = change.live().value();
        this.previous = change.previous() == null ? null : change.previous().value();
        this.candidate = change.candidate() == null ? null : change.candidate().value();
        this.trial = change.trial();
        this.percent = change.percent();
        this.changedBy = changedBy;
        this.reason = change.reason();
    }

    History entry() {
        return new History(epoch, at, kind, live, previous, candidate, trial, percent, changedBy, reason);
    }
}
