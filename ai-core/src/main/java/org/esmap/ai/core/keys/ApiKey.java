package org.esmap.ai.core.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as the platform knows it: by its hash. */
@Entity
@Table(name = "api_key")
public class ApiKey {
    @Id
    private String hash;

    private String name;
    private String role;
    private Instant created;

    @Column(name = "created_by")
    private String createdBy;

    private @Nullable Instant expires;
    private @Nullable Instant revoked;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected ApiKey() {}

    ApiKey(String hash, String name, String role, String createdBy, @Nullable Instant expires) {
        this.hash = hash;
        this.name = name;
        this.role = role;
        this.created = Instant.now();
        this.createdBy = createdBy;
        this.expires = expires;
    }

    /** Who calls with this key, as administrators named it. */
    public String name() {
        return name;
    }

    /** One of {@link org.esmap.ai.core.security.Role}. */
    public String role() {
        return role;
    }

    public Instant created() {
        return created;
    }

    public String createdBy() {
        return createdBy;
    }

    /** When it ends by itself; null for never. */
    public @Nullable Instant expires() {
        return expires;
    }

    /** When it was revoked; null while it was not. */
    public @Nullable Instant revoked() {
        return revoked;
    }

    /** Whether it opens doors at {@code moment}. */
    public boolean goodAt(Instant moment) {
        return revoked == null && (expires == null || moment.isBefore(expires));
    }

    void revoke() {
        if (revoked == null) {
            revoked = Instant.now();
        }
    }
}
