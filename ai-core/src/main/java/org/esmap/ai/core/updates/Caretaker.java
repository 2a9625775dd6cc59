package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What is to be done again and again while the database answers. Called by one thread. */
@ApplicationScoped
class Caretaker {
    private static final Logger LOG = System.getLogger(Caretaker.class.getName());

    private final Leases leases;
    private final Guard guard;
    private final Validations validations;
    private final Schedules schedules;
    private final Imports imports;
    private final Replays replays;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Caretaker() {
        this(null, null, null, null, null, null);
    }

    @Inject
    Caretaker(
            Leases leases,
            Guard guard,
            Validations validations,
            Schedules schedules,
            Imports imports,
            Replays replays) {
        this.leases = leases;
        this.guard = guard;
        this.validations = validations;
        this.schedules = schedules;
        this.imports = imports;
        this.replays = replays;
    }

    /** One round; a step that fails keeps none of the others from being done. */
    void round() {
        step("Renewing leases", leases::renew);
        step("Looking after trials", guard::round);
        step("Clearing abandoned validations", validations::clearAbandoned);
        step("Starting scheduled updates", schedules::runDue);
        step("Sweeping the store", imports::sweepWhenDue);
        step("Forgetting old requests", replays::purge);
    }

    private static void step(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, what + " failed; a later round tries again", e);
        }
    }
}
