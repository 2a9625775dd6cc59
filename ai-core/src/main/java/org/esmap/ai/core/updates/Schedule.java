package org.esmap.ai.core.updates;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.versions.Strategy;
import org.jspecify.annotations.Nullable;

/** When a model looks for a newer version, where, and how it promotes what it finds. */
@Entity
@Table(name = "update_schedule")
public class Schedule {
    /** The outcome of a run that has none yet. */
    static final String UNDER_WAY = "under way";

    @Id
    private String model;

    private String cron;
    private String zone;
    private String source;

    @Enumerated(EnumType.STRING)
    private Strategy strategy;

    private int percent;

    @Column(name = "bake_seconds")
    private int bakeSeconds;

    @Column(name = "next_run")
    private Instant nextRun;

    @Column(name = "last_run")
    private @Nullable Instant lastRun;

    @Column(name = "last_outcome")
    private @Nullable String lastOutcome;

    @Column(name = "changed_by")
    private String changedBy;

    @jakarta.persistence.Version
    private long epoch;

    /** For the persistence provider. */
    @SuppressWarnings("NullAway")
    protected Schedule() {}

    Schedule(ModelId model, Plan plan, Instant nextRun, String changedBy) {
        this.model = model.value();
        take(plan, nextRun, changedBy);
    }

    final void take(Plan plan, Instant next, String by) {
        cron = plan.cron();
        zone = plan.zone();
        source = plan.source();
        strategy = plan.strategy();
        percent = plan.percent();
        bakeSeconds = plan.bakeSeconds();
        nextRun = next;
        changedBy = by;
    }

    public ModelId model() {
        return new ModelId(model);
    }

    public Plan plan() {
        return new Plan(cron, zone, source, strategy, percent, bakeSeconds);
    }

    public Instant nextRun() {
        return nextRun;
    }

    /** When it last ran; null before the first run. */
    public @Nullable Instant lastRun() {
        return lastRun;
    }

    /** What came of the last run, in one sentence. */
    public @Nullable String lastOutcome() {
        return lastOutcome;
    }

    public String changedBy() {
        return changedBy;
    }

    /** Raised by every change; what {@code If-Match} is held against. */
    public long epoch() {
        return epoch;
    }

    void begin(Instant now, Instant next) {
        lastRun = now;
        nextRun = next;
        lastOutcome = UNDER_WAY;
    }

    /** Ends a run; what fell due during it passes. */
    void end(String outcome, Instant now) {
        lastOutcome = outcome.length() > 2000 ? outcome.substring(0, 2000) : outcome;
        if (!nextRun.isAfter(now)) {
            nextRun = plan().next(now);
        }
    }
}
