package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.versions.Deployment;
import org.esmap.ai.core.versions.Deployments;
import org.esmap.ai.core.versions.Versions;

/**
 * Brings this node to where the database says it is, at start and again and again. Models may begin side by side; one
 * thread looks.
 */
@ApplicationScoped
class Follower {
    private static final Logger LOG = System.getLogger(Follower.class.getName());
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(30);

    private final Database database;
    private final Registry registry;
    private final Versions versions;
    private final Deployments deployments;
    private final Switchboard switchboard;
    private final Map<ModelId, String> shipped = new ConcurrentHashMap<>();
    private final Map<ModelId, Boolean> registered = new ConcurrentHashMap<>();
    private final Map<ModelId, Rest> rests = new ConcurrentHashMap<>();

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Follower() {
        this(null, null, null, null, null);
    }

    @Inject
    Follower(
            Database database, Registry registry, Versions versions, Deployments deployments, Switchboard switchboard) {
        this.database = database;
        this.registry = registry;
        this.versions = versions;
        this.deployments = deployments;
        this.switchboard = switchboard;
    }

    /** An epoch that could not be carried out, and until when it is not tried again. */
    private record Rest(long epoch, long untilNanos) {
        boolean covers(long other) {
            return other <= epoch && System.nanoTime() - untilNanos < 0;
        }
    }

    /** A model whose shipped bundle lies in the store under {@code digest}; follows it at once. */
    void begin(Model model, String digest) {
        shipped.put(model.id(), digest);
        if (!database.opened()) {
            switchboard.answerWithLastKnown(model.id(), digest);
            return;
        }
        try {
            follow(model, digest);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Model " + model.id() + " cannot start as the database says", e);
            switchboard.answerWithLastKnown(model.id(), digest);
            if (!isWithoutDatabase(e)) {
                registry.cannotLoad(model.id(), e);
            }
        }
    }

    /** One look at the database for every model that has begun; whether the database answered. */
    boolean look() {
        try {
            database.open();
            for (Deployment row : deployments.all()) {
                if (registered.containsKey(row.model())) {
                    attempt(row.model(), row.epoch(), () -> switchboard.follow(row));
                }
            }
            for (Model model : registry.models()) {
                String digest = shipped.get(model.id());
                if (digest != null && !registered.containsKey(model.id())) {
                    attempt(model.id(), 0, () -> follow(model, digest));
                }
            }
            return true;
        } catch (AiException e) {
            LOG.log(Level.DEBUG, "This node goes on with what it has", e);
            return false;
        }
    }

    private void follow(Model model, String digest) {
        versions.registerShipped(model.id(), model.shippedVersion(), digest);
        Deployment row = deployments.findOrCreate(model.id(), model.shippedVersion());
        registered.put(model.id(), Boolean.TRUE);
        switchboard.follow(row);
    }

    /** One model's trouble is no other's; only a database that does not answer ends the look. */
    private void attempt(ModelId model, long epoch, Runnable work) {
        Rest rest = rests.get(model);
        if (rest != null && rest.covers(epoch)) {
            return;
        }
        try {
            work.run();
            rests.remove(model);
            registry.recovered(model);
        } catch (RuntimeException | Error e) {
            if (isWithoutDatabase(e)) {
                throw e;
            }
            LOG.log(Level.ERROR, "The deployment of " + model + " cannot be carried out here", e);
            registry.cannotLoad(model, e);
            rests.put(model, new Rest(epoch, System.nanoTime() + REST_AFTER_FAILURE.toNanos()));
        }
    }

    /** Whether it says nothing of a deployment. */
    private static boolean isWithoutDatabase(Throwable failure) {
        return failure instanceof AiException known && known.code() == ErrorCode.DATABASE_UNAVAILABLE;
    }
}
