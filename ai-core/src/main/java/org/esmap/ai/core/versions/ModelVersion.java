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
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** A version of a model. Its digest never changes, its state does. */
@Entity
@Table(name = "model_version")
@IdClass(ModelVersion.Key.class)
public class ModelVersion {
    /** Model and version together. */
    public record Key(String model, String version) implements Serializable {}

    @Id
    private String model;

    @Id
    private String version;

    private String digest;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    private Instant created;

    @Column(name = "created_by")
    private String createdBy;

    private int progress;
    private @Nullable String report;

    @jakarta.persistence.Version
    private long epoch;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected ModelVersion() {}

    ModelVersion(ModelId model, Version version, String digest, State state, Origin origin, String createdBy) {
        this.model = model.value();
        this.version = version.value();
        this.digest = digest;
        this.state = state;
        this.origin = origin;
        this.created = Instant.now();
        this.createdBy = createdBy;
    }

    public ModelId model() {
        return new ModelId(model);
    }

    public Version version() {
        return new Version(version);
    }

    /** SHA-256 of the manifest: what is in the store under this version. */
    public String digest() {
        return digest;
    }

    public State state() {
        return state;
    }

    public Origin origin() {
        return origin;
    }

    public Instant created() {
        return created;
    }

    public String createdBy() {
        return createdBy;
    }

    /** How far a validation under way has come, in percent. */
    public int progress() {
        return progress;
    }

    /** The report of the last validation as JSON; null where there was none. */
    public @Nullable String report() {
        return report;
    }

    void become(State next) {
        if (state == next && next != State.VALIDATING) { // a validation under way is not begun twice
            return;
        }
        if (!state.mayBecome(next)) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + version + " of " + model + " is " + state + " and cannot become " + next + ". "
                            + advice());
        }
        state = next;
    }

    private String advice() {
        return switch (state) {
            case UPLOADED -> "Validate it first.";
            case VALIDATING -> "Wait for its report.";
            case REJECTED -> "Its report says why; upload a better version.";
            case LIVE -> "It answers already.";
            case VALIDATED, CANARY, SHADOW, RETIRED -> "Look at its present state.";
        };
    }

    void progress(int percent) {
        progress = percent;
    }

    void report(String json) {
        report = json;
    }

    /** The application brought other content under the same number: what ships is what counts. */
    void ship(String newDigest) {
        digest = newDigest;
    }
}
