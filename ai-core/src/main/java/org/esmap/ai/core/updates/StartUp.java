package org.esmap.ai.core.updates;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.scheduling.Workers;

/**
 * Brings every model to life while the application starts, side by side and off the container's thread; then follows. What
 * cannot start, such as for want of space on the disk, is tried again after a while, then ever more
 * seldom.
 */
@ApplicationScoped
class StartUp {
    private static final Logger LOG = System.getLogger(StartUp.class.getName());
    private static final int FIRST_REST = 15;
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Registry registry;
    private final ArtefactStore store;
    private final Database database;
    private final Follower follower;
    private final Caretaker caretaker;
    private final Staging staging;
    private final UpdatesSettings settings;
    private final ExecutorService workers;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected StartUp() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    StartUp(
            Registry registry,
            ArtefactStore store,
            Database database,
            Follower follower,
            Caretaker caretaker,
            Staging staging,
            UpdatesSettings settings,
            @Workers ExecutorService workers) {
        this.registry = registry;
        this.store = store;
        this.database = database;
        this.follower = follower;
        this.caretaker = caretaker;
        this.staging = staging;
        this.settings = settings;
        this.workers = workers;
    }

    /** Hears of the beans before the rest of the application is deployed: models load meanwhile. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        staging.clear();
        CompletableFuture<Void> databaseTried = CompletableFuture.runAsync(this::openDatabase, workers);
        Duration firstRest = settings.interval().multipliedBy(FIRST_REST);
        for (Model model : registry.models()) {
            workers.execute(() -> bringToLife(model, databaseTried, firstRest));
        }
        databaseTried.thenRunAsync(this::watch, workers);
    }

    private void openDatabase() {
        try {
            database.open();
        } catch (AiException e) {
            LOG.log(Level.ERROR, "The database does not answer; models start with what this node last knew", e);
        } catch (RuntimeException | Error e) { // whatever it is, models start
            LOG.log(Level.ERROR, "The database cannot be brought up to date", e);
        }
    }

    /**
     * @param databaseTried done once the database is open or has failed; bundles are stored meanwhile
     * @param rest          until another try, which doubles with each
     */
    private void bringToLife(Model model, CompletableFuture<Void> databaseTried, Duration rest) {
        try {
            String bundle = store.install(ShippedBundles.of(model));
            databaseTried.join();
            follower.begin(model, bundle);
        } catch (IOException | RuntimeException | Error e) { // whatever it is, the other models start
            LOG.log(Level.ERROR, "Model " + model.id() + " cannot be loaded; the next try is in " + rest, e);
            registry.cannotLoad(model.id(), e);
            Duration twice = rest.multipliedBy(2);
            CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS, workers)
                    .execute(() -> bringToLife(
                            model, databaseTried, twice.compareTo(LONGEST_REST) < 0 ? twice : LONGEST_REST));
        }
    }

    private void watch() {
        try {
            while (!stopping.await(settings.interval().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (follower.look()) {
                        caretaker.round();
                    }
                } catch (RuntimeException | Error e) { // whatever it was: without rounds this node follows nobody
                    LOG.log(Level.ERROR, "A round over the deployments failed", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }
}
