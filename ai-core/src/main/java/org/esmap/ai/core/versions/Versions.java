package org.esmap.ai.core.versions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.security.Act;
import org.esmap.ai.core.security.Caller;

/** The versions that this installation knows. Thread-safe; every method needs the database. */
@ApplicationScoped
public class Versions {
    private final Database database;
    private final Event<Act> acts;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Versions() {
        this(null, null);
    }

    @Inject
    public Versions(Database database, Event<Act> acts) {
        this.database = database;
        this.acts = acts;
    }

    /** All versions of a model, newest number first. */
    public List<ModelVersion> of(ModelId model) {
        return database.call(
                em -> em.createQuery("select v from ModelVersion v where v.model = :model", ModelVersion.class)
                        .setParameter("model", model.value())
                        .getResultStream()
                        .sorted(Comparator.comparing(ModelVersion::version).reversed())
                        .toList());
    }

    /** One version, if it is known. */
    public Optional<ModelVersion> find(ModelId model, Version version) {
        return database.call(em -> Optional.ofNullable(em.find(ModelVersion.class, key(model, version))));
    }

    /** The digests of all versions of all models. */
    public List<String> digests() {
        return database.call(em -> em.createQuery("select distinct v.digest from ModelVersion v", String.class)
                .getResultList());
    }

    /**
     * One version.
     *
     * @throws AiException with {@code UNKNOWN_VERSION} listing the known ones
     */
    public ModelVersion get(ModelId model, Version version) {
        return find(model, version)
                .orElseThrow(() -> new AiException(
                        ErrorCode.UNKNOWN_VERSION,
                        "Model " + model + " has no version " + version + ". Known versions: "
                                + of(model).stream()
                                        .map(v -> v.version().value())
                                        .toList()));
    }

    /**
     * Makes a version known whose files are in the store. The same content again is the version that is known.
     *
     * @throws AiException with {@code CONFLICT} where the number is taken by another content
     */
    public ModelVersion register(ModelId model, Version version, String digest, Origin origin, Caller caller) {
        return twice(em -> {
            ModelVersion known = em.find(ModelVersion.class, key(model, version));
            if (known != null) {
                return same(known, digest);
            }
            ModelVersion made = new ModelVersion(model, version, digest, State.UPLOADED, origin, caller.name());
            em.persist(made);
            acts.fire(new Act(caller, "import", model + " " + version, origin + " " + digest));
            return made;
        });
    }

    /**
     * Refuses a version that {@link #register} would refuse now.
     *
     * @throws AiException with {@code CONFLICT} where the number is taken by another content
     */
    public void requireFree(ModelId model, Version version, String digest) {
        find(model, version).ifPresent(known -> same(known, digest));
    }

    private static ModelVersion same(ModelVersion known, String digest) {
        if (!known.digest().equals(digest)) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + known.version() + " of " + known.model()
                            + " exists with another content. Versions never change: give yours a new number.");
        }
        return known;
    }

    /** Makes the version that ships with the application known; it was proven before delivery. */
    public ModelVersion registerShipped(ModelId model, Version version, String digest) {
        return twice(em -> {
            ModelVersion known = em.find(ModelVersion.class, key(model, version));
            if (known == null) {
                known = new ModelVersion(
                        model, version, digest, State.VALIDATED, Origin.SHIPPED, Caller.PLATFORM.name());
                em.persist(known);
                acts.fire(new Act(Caller.PLATFORM, "import", model + " " + version, "shipped " + digest));
            } else if (known.origin() == Origin.SHIPPED && !known.digest().equals(digest)) {
                known.ship(digest);
                acts.fire(new Act(Caller.PLATFORM, "import", model + " " + version, "shipped anew " + digest));
            }
            return known;
        });
    }

    /** Of two that make one version known at once, the slower one finds the other's when it looks again. */
    private ModelVersion twice(Function<EntityManager, ModelVersion> work) {
        try {
            return database.call(work);
        } catch (AiException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            return database.call(work);
        }
    }

    /**
     * Begins a validation.
     *
     * @throws AiException with {@code CONFLICT} where the version's state does not allow it, or where it is the one that
     *     a rollback leads to
     */
    public ModelVersion beginValidation(ModelId model, Version version, Caller caller) {
        return database.call(em -> {
            ModelVersion found = managed(em, model, version);
            requireNotWayBack(em, found);
            found.become(State.VALIDATING);
            found.progress(0);
            acts.fire(new Act(caller, "validate", model + " " + version, ""));
            return found;
        });
    }

    /** A validation takes a version's right to answer away, and a rollback must always have somewhere to lead. */
    private static void requireNotWayBack(EntityManager em, ModelVersion version) {
        Deployment row = em.find(Deployment.class, version.model().value());
        if (row != null && row.previous().filter(version.version()::equals).isPresent()) {
            throw new AiException(
                    ErrorCode.CONFLICT,
                    "Version " + version.version() + " of " + version.model() + " is the one that a rollback from "
                            + row.live()
                            + " leads to, and stays as it is. Validate it when another has taken that place.");
        }
    }

    /** Says how far a validation has come, in percent; nothing where it has been given up. */
    public void progress(ModelId model, Version version, int percent) {
        database.run(em -> {
            ModelVersion found = managed(em, model, version);
            if (found.state() == State.VALIDATING) {
                found.progress(percent);
            }
        });
    }

    /** Ends a validation with its report, a JSON text, and with what the audit trail is to say of it. */
    public void endValidation(ModelId model, Version version, boolean passed, String report, String summary) {
        database.run(em -> {
            ModelVersion found = managed(em, model, version);
            found.become(passed ? State.VALIDATED : State.REJECTED);
            found.progress(100);
            found.report(report);
            acts.fire(new Act(Caller.PLATFORM, passed ? "validated" : "rejected", model + " " + version, summary));
        });
    }

    /** Gives up a validation that the platform itself could not finish; it can be asked for again. */
    public void abandonValidation(ModelId model, Version version) {
        database.run(em -> {
            ModelVersion found = managed(em, model, version);
            if (found.state() == State.VALIDATING) {
                found.become(State.UPLOADED);
                found.progress(0);
            }
        });
    }

    /** Versions whose validation is under way, here or on another node. */
    public List<ModelVersion> validating() {
        return database.call(
                em -> em.createQuery("select v from ModelVersion v where v.state = :state", ModelVersion.class)
                        .setParameter("state", State.VALIDATING)
                        .getResultList());
    }

    static ModelVersion managed(EntityManager em, ModelId model, Version version) {
        ModelVersion found = em.find(ModelVersion.class, key(model, version));
        if (found == null) {
            throw new AiException(ErrorCode.UNKNOWN_VERSION, "Model " + model + " has no version " + version);
        }
        return found;
    }

    private static ModelVersion.Key key(ModelId model, Version version) {
        return new ModelVersion.Key(model.value(), version.value());
    }
}
