package org.esmap.ai.core.updates;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who may do a thing that one node at a time does. */
@Entity
@Table(name = "lease")
class Lease {
    @Id
    private String name;

    private String holder;

    @Column(name = "until_at")
    private Instant until;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Lease() {}

    Lease(String name, String holder, Instant until) {
        this.name = name;
        this.holder = holder;
        this.until = until;
    }
}
