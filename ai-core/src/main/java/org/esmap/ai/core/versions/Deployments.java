package org.esmap.ai.core.versions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;
import org.jspecify.annotations.Nullable;

/** Who answers for each model, in the database. Thread-safe; of two changes at once one wins and the other hears so. */
@ApplicationScoped
public class Deployments {
    private final Database database;
    private final Event<Act> acts;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Deployments() {
        this(null, null);
    }

    @Inject
    public Deployments(Database database, Event<Act> acts) {
        this.database = database;
        this.acts = acts;
    }

    /** The deployment of every model that was ever live. */
    public List<Deployment> all() {
        return database.call(em ->
                em.createQuery("select d from Deployment d", Deployment.class).getResultList());
    }

    /** The deployment of a model; empty before its first start. */
    public Optional<Deployment> find(ModelId model) {
        return database.call(em -> Optional.ofNullable(em.find(Deployment.class, model.value())));
    }

    /** The deployment of a model, made with {@code shipped} as live version where there is none yet. */
    public Deployment findOrCreate(ModelId model, Version shipped) {
        try {
            return database.call(em -> {
                Deployment found = em.find(Deployment.class, model.value());
                return found == null ? create(em, model, shipped) : found;
            });
        } catch (AiException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            return find(model).orElseThrow(() -> e); // another node made it first
        }
    }

    private Deployment create(EntityManager em, ModelId model, Version shipped) {
        Deployment made = new Deployment(model, shipped);
        Change first = Change.to(Change.Kind.FIRST_START, shipped, null, State.RETIRED, "shipped with the application");
        em.persist(made);
        em.persist(new DeploymentChange(model.value(), 1, first, Caller.PLATFORM.name()));
        Versions.managed(em, model, shipped).become(State.LIVE);
        acts.fire(new Act(Caller.PLATFORM, first.kind().word(), model + " " + shipped, first.reason()));
        return made;
    }

    /**
     * Changes a deployment, the states of its versions, its history and the audit trail in one transaction.
     *
     * @param seen the epoch of the deployment that the change was decided on
     * @throws AiException with {@code CONFLICT} where the deployment has changed since, or where a version is not in a
     *     state to answer
     */
    public Deployment change(ModelId model, long seen, Change change, Caller caller) {
        return database.call(em -> {
            Deployment row = em.find(Deployment.class, model.value());
            if (row == null || row.epoch() != seen) {
                throw new AiException(
                        ErrorCode.CONFLICT,
                        "The deployment of " + model + " has changed meanwhile. Look at it again, then decide.");
            }
            moveStates(em, row, change);
            row.take(change);
            em.persist(new DeploymentChange(model.value(), seen + 1, change, caller.name()));
            acts.fire(new Act(caller, change.kind().word(), subject(model, change), change.reason()));
            em.flush();
            return row;
        });
    }

    private static void moveStates(EntityManager em, Deployment row, Change change) {
        ModelId model = row.model();
        row.candidate()
                .filter(former -> !former.equals(change.candidate()) && !former.equals(change.live()))
                .ifPresent(former -> Versions.managed(em, model, former).become(change.dropped()));
        if (!row.live().equals(change.live())) {
            Versions.managed(em, model, row.live()).become(State.RETIRED);
            Versions.managed(em, model, change.live()).become(State.LIVE);
        }
        if (change.previous() != null
                && !change.previous().equals(row.previous().orElse(null))) {
            requireWayBack(em, Versions.managed(em, model, change.previous()));
        }
        if (change.candidate() != null) {
            Versions.managed(em, model, change.candidate())
                    .become(change.trial() == Strategy.CANARY ? State.CANARY : State.SHADOW);
        }
    }

    /** A validation that begins at the same moment takes the right to answer away: one of the two changes is refused. */
    private static void requireWayBack(EntityManager em, ModelVersion previous) {
        if (!previous.state().promotable()) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + previous.version() + " of " + previous.model() + " is " + previous.state()
                            + ", so no rollback can lead to it. Look at it again, then decide.");
        }
        em.lock(previous, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
    }

    private static String subject(ModelId model, Change change) {
        Version version = change.candidate() == null ? change.live() : change.candidate();
        return model + " " + version;
    }

    /** The changes of a model, newest first; at most {@code limit}. */
    public List<History> history(ModelId model, int limit) {
        return database.call(em -> em.createQuery(
                        "select c from DeploymentChange c where c.model = :model order by c.epoch desc",
                        DeploymentChange.class)
                .setParameter("model", model.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(DeploymentChange::entry)
                .toList());
    }

    /** The change that was in force at a moment; empty before the first. */
    public Optional<History> at(ModelId model, Instant moment) {
        return database.call(em -> em.createQuery(
                        "select c from DeploymentChange c where c.model = :model and c.at <= :at order by c.epoch desc",
                        DeploymentChange.class)
                .setParameter("model", model.value())
                .setParameter("at", moment)
                .setMaxResults(1)
                .getResultStream()
                .map(DeploymentChange::entry)
                .findFirst());
    }

    /**
     * Refuses to act on an old view.
     *
     * @param seen the epoch of the deployment that the caller has looked at; null to act on whatever it is
     * @throws AiException with {@code STALE_VIEW} where {@code seen} is old
     */
    public void requireSeen(ModelId model, @Nullable Long seen) {
        if (seen != null) {
            requireSeen(model, seen, find(model).map(Deployment::epoch).orElse(0L));
        }
    }

    /**
     * Refuses to act on an old view of a deployment that has been read already.
     *
     * @param seen the epoch of the deployment that the caller has looked at; null to act on whatever it is
     * @param now  the epoch that it is at
     * @throws AiException with {@code STALE_VIEW} where {@code seen} is old
     */
    public static void requireSeen(ModelId model, @Nullable Long seen, long now) {
        if (seen != null && seen != now) {
            throw new AiException(
                    ErrorCode.STALE_VIEW,
                    "You looked at epoch " + seen + " of the deployment of " + model + ", it is now at " + now
                            + ". Look again, then decide.");
        }
    }

    /** When the live version of a deployment was promoted; empty where it became live in another way. */
    public Optional<Instant> promoted(Deployment row) {
        return database.call(em -> em.createQuery(
                                "select c from DeploymentChange c where c.model = :model and c.epoch > (select"
                                        + " coalesce(max(d.epoch), 0) from DeploymentChange d where d.model = :model"
                                        + " and d.epoch < :epoch and d.live <> :live) order by c.epoch",
                                DeploymentChange.class)
                        .setParameter("model", row.model().value())
                        .setParameter("epoch", row.epoch())
                        .setParameter("live", row.live().value())
                        .setMaxResults(1)
                        .getResultStream()
                        .map(DeploymentChange::entry)
                        .findFirst())
                .filter(since -> since.kind() == Change.Kind.PROMOTE)
                .map(History::at);
    }

    /** Whether a version has ever been the one that is live. */
    public boolean everLive(ModelId model, Version version) {
        return database.call(em -> em.createQuery(
                                "select count(c) from DeploymentChange c where c.model = :model and c.live = :live",
                                Long.class)
                        .setParameter("model", model.value())
                        .setParameter("live", version.value())
                        .getSingleResult()
                > 0);
    }

    /**
     * Who stayed warm when {@code version} was last promoted: where a rollback from it leads. Null where nobody did, or
     * where that version may no longer answer.
     */
    public @Nullable Version before(ModelId model, Version version) {
        return database.call(em -> em.createQuery(
                        "select c from DeploymentChange c where c.model = :model and c.live = :live"
                                + " and c.kind = :kind order by c.epoch desc",
                        DeploymentChange.class)
                .setParameter("model", model.value())
                .setParameter("live", version.value())
                .setParameter("kind", Change.Kind.PROMOTE)
                .setMaxResults(1)
                .getResultStream()
                .map(DeploymentChange::entry)
                .map(History::previous)
                .filter(Objects::nonNull)
                .map(Version::new)
                .findFirst()
                .filter(before -> {
                    State state = Versions.managed(em, model, before).state();
                    return state.promotable() || state == State.LIVE;
                })
                .orElse(null));
    }
}
