package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What is to be done again and again while the database answers. Called by one thread. */
@ApplicationScoped
class Caretaker {
    private final Guard guard;
    private final Validations validations;
    private final Schedules schedules;
    private final Replays replays;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Caretaker() {
        this(null, null, null, null);
    }

    @Inject
    Caretaker(Guard guard, Validations validations, Schedules schedules, Replays replays) {
        this.guard = guard;
        this.validations = validations;
        this.schedules = schedules;
        this.replays = replays;
    }

    void round() {
        guard.round();
        validations.clearAbandoned();
        schedules.runDue();
        replays.purge();
    }
}
