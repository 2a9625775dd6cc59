package org.esmap.ai.core.quality;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.esmap.ai.core.inference.InferenceRecord;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.jspecify.annotations.Nullable;

/** One request in the log. Holds no input and no output, only what is counted and the answer in one word. */
@Entity
@Table(name = "inference_log")
class LoggedInference {
    @Id
    private String id;

    private Instant at;
    private String model;
    private String version;
    private @Nullable String source;
    private boolean degraded;
    private @Nullable String failure;

    @Column(name = "latency_us")
    private int latencyUs;

    @Column(name = "input_size")
    private int inputSize;

    private @Nullable String label;
    private @Nullable Float score;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected LoggedInference() {}

    LoggedInference(InferenceRecord record) {
        this.id = record.id();
        this.at = record.at();
        this.model = record.model().value();
        this.version = record.version().value();
        this.source = record.source() == null ? null : record.source().word();
        this.degraded = record.degraded();
        this.failure = record.failure() == null ? null : record.failure().code();
        this.latencyUs = (int) Math.min(Integer.MAX_VALUE, record.latencyNanos() / 1_000);
        this.inputSize = record.inputSize();
        if (record.headline() != null) {
            String word = record.headline().label();
            this.label = word.length() > 100 ? word.substring(0, 100) : word;
            this.score = (float) record.headline().score();
        }
    }

    String id() {
        return id;
    }

    /** When the answer was given. */
    Instant at() {
        return at;
    }

    ModelId model() {
        return new ModelId(model);
    }

    Version version() {
        return new Version(version);
    }

    /** The answer in one word; null where the model gives none or failed. */
    @Nullable
    String label() {
        return label;
    }
}
