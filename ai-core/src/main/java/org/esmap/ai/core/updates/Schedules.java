package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.scheduling.Workers;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled updates. Thread-safe. One node runs one, by a lease; a run that is still under way when the next is due lets
 * it pass; runs missed while every node was down are made up by one run at once.
 */
@ApplicationScoped
public class Schedules {
    private static final Logger LOG = System.getLogger(Schedules.class.getName());
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Database database;
    private final Registry registry;
    private final UpdateRun run;
    private final Sources sources;
    private final Leases leases;
    private final Event<Act> acts;
    private final ExecutorService workers;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Schedules() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Schedules(
            Database database,
            Registry registry,
            UpdateRun run,
            Sources sources,
            Leases leases,
            Event<Act> acts,
            @Workers ExecutorService workers) {
        this.database = database;
        this.registry = registry;
        this.run = run;
        this.sources = sources;
        this.leases = leases;
        this.acts = acts;
        this.workers = workers;
    }

    /** The schedule of a model; empty where it has none. */
    public Optional<Schedule> find(ModelId model) {
        return database.call(em -> Optional.ofNullable(em.find(Schedule.class, model.value())));
    }

    /** Every schedule. */
    public List<Schedule> all() {
        return database.call(em -> em.createQuery("select s from Schedule s order by s.model", Schedule.class)
                .getResultList());
    }

    /**
     * Gives a model a schedule, or another one.
     *
     * @param seen the epoch of the schedule that the caller has looked at; null to write over whatever there is
     * @throws AiException with {@code INVALID_INPUT} where the administrator has not allowed the source
     */
    public Schedule put(ModelId model, Plan plan, @Nullable Long seen, Caller caller) {
        sources.check(plan.source());
        Instant next = plan.next(Instant.now());
        return database.call(em -> {
            Schedule known = em.find(Schedule.class, model.value());
            requireSeen(known, seen);
            if (known == null) {
                known = new Schedule(model, plan, next, caller.name());
                em.persist(known);
            } else {
                known.take(plan, next, caller.name());
            }
            acts.fire(new Act(caller, "schedule", model.value(), plan.cron() + " from " + plan.source()));
            em.flush();
            return known;
        });
    }

    /** Takes a model's schedule away. */
    public void delete(ModelId model, @Nullable Long seen, Caller caller) {
        database.run(em -> {
            Schedule known = em.find(Schedule.class, model.value());
            if (known == null) {
                throw new AiException(ErrorCode.NOT_FOUND, "Model " + model + " has no schedule");
            }
            requireSeen(known, seen);
            em.remove(known);
            acts.fire(new Act(caller, "unschedule", model.value(), ""));
        });
    }

    private static void requireSeen(@Nullable Schedule known, @Nullable Long seen) {
        if (seen != null && (known == null || known.epoch() != seen)) {
            throw new AiException(ErrorCode.STALE_VIEW, "The schedule has changed since you looked at it. Look again.");
        }
    }

    /** Starts what is due. Called by one thread. */
    void runDue() {
        endBrokenOff();
        Instant now = Instant.now();
        List<Schedule> due =
                database.call(em -> em.createQuery("select s from Schedule s where s.nextRun <= :now", Schedule.class)
                        .setParameter("now", now)
                        .getResultList());
        for (Schedule schedule : due) {
            if (leases.take(lease(schedule.model()), LEASE)) {
                start(schedule, now);
            }
        }
    }

    private void start(Schedule schedule, Instant now) {
        try {
            workers.execute(() -> run(schedule, now));
        } catch (RuntimeException | Error noThread) {
            leases.giveBack(lease(schedule.model()));
            throw noThread;
        }
    }

    /** Says so of a run whose node has died, or that could not note what came of it. */
    private void endBrokenOff() {
        for (Schedule each : all()) {
            if (Schedule.UNDER_WAY.equals(each.lastOutcome()) && !leases.held(lease(each.model()))) {
                database.run(em -> {
                    Schedule row = em.find(Schedule.class, each.model().value());
                    if (row != null && Schedule.UNDER_WAY.equals(row.lastOutcome())) { // it may have ended just now
                        row.end("broke off; the log of the node that ran it may say why", Instant.now());
                    }
                });
            }
        }
    }

    /** Moves the schedule on before the run, so that no other node and no restart runs it again. */
    private boolean begin(Schedule schedule, Instant now) {
        try {
            return database.call(em -> {
                Schedule row = em.find(Schedule.class, schedule.model().value());
                if (row == null || row.nextRun().isAfter(now)) {
                    return false;
                }
                row.begin(now, row.plan().next(now));
                return true;
            });
        } catch (AiException e) {
            if (e.code() == ErrorCode.CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private void run(Schedule schedule, Instant now) {
        try {
            if (begin(schedule, now)) {
                end(schedule.model(), outcome(schedule));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The scheduled update of " + schedule.model() + " could not be noted", e);
        } finally {
            leases.giveBack(lease(schedule.model()));
        }
    }

    private String outcome(Schedule schedule) {
        try {
            Model model = registry.model(schedule.model().value());
            return run.once(model, schedule.plan());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The scheduled update of " + schedule.model() + " failed", e);
            return "failed: " + e.getMessage();
        }
    }

    private void end(ModelId model, String outcome) {
        LOG.log(Level.INFO, "The scheduled update of {0}: {1}", model, outcome);
        database.run(em -> {
            Schedule row = em.find(Schedule.class, model.value());
            if (row != null) {
                row.end(outcome, Instant.now());
            }
            acts.fire(new Act(Caller.PLATFORM, "scheduled-update", model.value(), outcome));
        });
    }

    private static String lease(ModelId model) {
        return "update " + model;
    }
}
