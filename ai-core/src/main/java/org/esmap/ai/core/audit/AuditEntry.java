package org.esmap.ai.core.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.security.Act;

/** One act in the trail. */
@Entity
@Table(name = "audit_entry")
class AuditEntry {
    /** What the first entry's hash is chained to. */
    static final String BEGINNING = "0".repeat(64);

    @Id
    private long number;

    private Instant at;
    private String caller;
    private String address;
    private String action;
    private String subject;
    private String reason;

    @Column(name = "before_hash")
    private String beforeHash;

    private String hash;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected AuditEntry() {}

    AuditEntry(long number, Act act, String beforeHash) {
        this.number = number;
        this.at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        this.caller = act.caller().name();
        this.address = act.caller().address();
        this.action = act.action();
        this.subject = act.subject();
        this.reason = act.reason();
        this.beforeHash = beforeHash;
        this.hash = computeHash();
    }

    /** SHA-256 over every member, each led by its length so that none can be shifted into another. */
    String computeHash() {
        StringBuilder text = new StringBuilder();
        for (String member : new String[] {
            Long.toString(number),
            Long.toString(at.toEpochMilli()),
            caller,
            address,
            action,
            subject,
            reason,
            beforeHash
        }) {
            text.append(member.length()).append(':').append(member);
        }
        return Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    long number() {
        return number;
    }

    String hash() {
        return hash;
    }

    /** Whether this is as it was written, right after the entry {@code before} with its hash. */
    boolean follows(long before, String hashBefore) {
        return number == before + 1
                && beforeHash.equals(hashBefore)
                && computeHash().equals(hash);
    }

    Audited view() {
        return new Audited(number, at, caller, address, action, subject, reason, hash);
    }
}
