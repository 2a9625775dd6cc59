package org.esmap.ai.core.updates;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A changing request by its Idempotency-Key, with the answer it got. */
@Entity
@Table(name = "replay")
class Replay {
    /** The status of a request that is under way. */
    static final int UNDER_WAY = 0;

    /** The status of a request that has acted and whose answer is not kept. */
    static final int CARRIED_OUT = 1;

    @Id
    private String scope;

    private String fingerprint;
    private Instant at;
    private int status;
    private @Nullable String body;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Replay() {}

    Replay(String scope, String fingerprint) {
        this.scope = scope;
        this.fingerprint = fingerprint;
        this.at = Instant.now();
        this.status = UNDER_WAY;
    }

    String fingerprint() {
        return fingerprint;
    }

    Instant at() {
        return at;
    }

    int status() {
        return status;
    }

    @Nullable
    String body() {
        return body;
    }

    void answered(int with, String text) {
        status = with;
        body = text;
    }
}
