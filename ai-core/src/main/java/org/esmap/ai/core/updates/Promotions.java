package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.security.Caller;
import org.esmap.ai.core.versions.Change;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.State;
import org.esmap.ai.core.versions.Strategy;
import org.esmap.ai.core.versions.Versions;
import org.jspecify.annotations.Nullable;

/**
 * Promotes and rolls back. The version is opened and warm before anything is decided, the database decides, and only then
 * the traffic switches. Thread-safe; what another node decided first is a {@code CONFLICT}.
 */
@ApplicationScoped
public class Promotions {
    private static final Logger LOG = System.getLogger(Promotions.class.getName());

    private final Versions versions;
    private final Deployments deployments;
    private final Switchboard switchboard;
    private final Watches watches;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Promotions() {
        this(null, null, null, null);
    }

    @Inject
    Promotions(Versions versions, Deployments deployments, Switchboard switchboard, Watches watches) {
        this.versions = versions;
        this.deployments = deployments;
        this.switchboard = switchboard;
        this.watches = watches;
    }

    /**
     * Promotes a version that has passed validation.
     *
     * @param seen the epoch of the deployment that the caller has looked at; null to act on whatever it is
     * @return the deployment that came of it, carried out on this node unless the log says why not yet
     * @throws AiException with {@code STALE_VIEW} where {@code seen} is old, {@code CONFLICT} where the version may not be
     *     promoted or someone else was faster
     */
    public Deployment promote(ModelId model, Version version, Promotion how, @Nullable Long seen, Caller caller) {
        return switchboard.exclusively(model, () -> {
            Deployment now = current(model, seen);
            requirePromotable(versions.get(model, version));
            Change change = promotion(now, version, how);
            return decide(now, change, switchboard.open(model, version), caller);
        });
    }

    private static Change promotion(Deployment now, Version version, Promotion how) {
        Instant end = Instant.now().plusSeconds(how.bakeSeconds());
        Version previous = now.previous().orElse(null);
        return switch (how.strategy()) {
            case IMMEDIATE -> Change.to(Change.Kind.PROMOTE, version, now.live(), State.RETIRED, how.reason());
            case CANARY ->
                new Change(
                        Change.Kind.START_CANARY,
                        now.live(),
                        previous,
                        version,
                        Strategy.CANARY,
                        how.percent(),
                        end,
                        State.RETIRED,
                        how.reason());
            case SHADOW ->
                new Change(
                        Change.Kind.START_SHADOW,
                        now.live(),
                        previous,
                        version,
                        Strategy.SHADOW,
                        0,
                        end,
                        State.RETIRED,
                        how.reason());
        };
    }

    private static void requirePromotable(ModelVersion version) {
        State state = version.state();
        if (!state.promotable()) {
            String advice = state == State.LIVE
                    ? "It answers already."
                    : "Only a validated version, or one that was live before, can be promoted or rolled back to.";
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + version.version() + " of " + version.model() + " is " + state + ". " + advice);
        }
    }

    /**
     * Undoes a promotion: ends a trial under way, or lets the version before answer again, from the next request on.
     *
     * @param to the version that shall answer, one that was live before; null for the one before
     * @throws AiException with {@code STALE_VIEW} where {@code seen} is old, {@code CONFLICT} where there is nothing to undo,
     *     or {@code to} was never live or may not answer now
     */
    public Deployment rollBack(ModelId model, @Nullable Version to, String reason, @Nullable Long seen, Caller caller) {
        Promotion.checkReason(reason);
        return switchboard.exclusively(
                model, () -> rollBack(current(model, seen), to, Change.Kind.ROLLBACK, reason, caller));
    }

    /**
     * Undoes the promotion of {@code bad} without being asked, if it is still the one on trial or live.
     *
     * @return whether there was something to undo
     */
    boolean withdraw(ModelId model, Version bad, String reason) {
        return switchboard.exclusively(model, () -> {
            Deployment now = current(model, null);
            boolean onTrial = now.candidate().filter(bad::equals).isPresent();
            boolean live = now.live().equals(bad) && now.previous().isPresent();
            if (!onTrial && !live) {
                return false;
            }
            Version to = onTrial ? null : now.previous().orElseThrow();
            rollBack(now, to, Change.Kind.AUTOMATIC_ROLLBACK, reason, Caller.PLATFORM);
            return true;
        });
    }

    private Deployment rollBack(Deployment now, @Nullable Version to, Change.Kind kind, String reason, Caller caller) {
        if (to == null && now.candidate().isPresent()) {
            Change change = Change.to(kind, now.live(), now.previous().orElse(null), State.RETIRED, reason);
            return decide(now, change, null, caller);
        }
        Version target = to != null
                ? to
                : now.previous()
                        .orElseThrow(() -> new AiException(
                                ErrorCode.CONFLICT,
                                "Model " + now.model() + " has no version before " + now.live()
                                        + ". Name one with \"to\"."));
        requireFormer(now, target);
        Version before = deployments.before(now.model(), target);
        Change change = Change.to(kind, target, before, State.RETIRED, reason);
        return decide(now, change, switchboard.open(now.model(), target), caller);
    }

    /** A rollback goes back: to a version that was live, or to the one that is by ending a trial. */
    private void requireFormer(Deployment now, Version target) {
        if (target.equals(now.live()) && now.candidate().isPresent()) {
            return;
        }
        requirePromotable(versions.get(now.model(), target));
        if (!deployments.everLive(now.model(), target)) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + target + " of " + now.model()
                            + " was never live, so nothing leads back to it. Promote it.");
        }
    }

    /** Ends a trial whose time is over: a canary goes live, a shadow steps back. */
    Deployment endTrial(Deployment now, String reason) {
        return switchboard.exclusively(now.model(), () -> {
            Version candidate = now.candidate().orElseThrow();
            if (now.trial() == Strategy.SHADOW) {
                Change back = Change.to(
                        Change.Kind.END_TRIAL, now.live(), now.previous().orElse(null), State.VALIDATED, reason);
                return decide(now, back, null, Caller.PLATFORM);
            }
            Change forth = Change.to(Change.Kind.PROMOTE, candidate, now.live(), State.RETIRED, reason);
            return decide(now, forth, switchboard.open(now.model(), candidate), Caller.PLATFORM);
        });
    }

    private Deployment decide(Deployment now, Change change, @Nullable LoadedVersion opened, Caller caller) {
        try {
            Deployment decided = deployments.change(now.model(), now.epoch(), change, caller);
            carryOut(decided, opened);
            return decided;
        } finally {
            if (opened != null) {
                switchboard.giveUp(now.model(), opened);
            }
        }
    }

    /** What is decided is decided: where this node cannot follow at once, it does when it looks at the database next. */
    private void carryOut(Deployment decided, @Nullable LoadedVersion opened) {
        try {
            switchboard.follow(decided, opened);
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.ERROR,
                    "Epoch " + decided.epoch() + " of " + decided.model() + " is decided, but not carried out here yet",
                    e);
            return;
        }
        try {
            watches.watch(decided, deployments.promoted(decided).orElse(null));
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    "What is live of " + decided.model() + " since epoch " + decided.epoch()
                            + " is not watched here yet",
                    e);
        }
    }

    private Deployment current(ModelId model, @Nullable Long seen) {
        Deployment now = deployments
                .find(model)
                .orElseThrow(() -> new AiException(
                        ErrorCode.MODEL_UNAVAILABLE, "Model " + model + " has not been live yet. Try again later."));
        Deployments.requireSeen(model, seen, now.epoch());
        return now;
    }
}
