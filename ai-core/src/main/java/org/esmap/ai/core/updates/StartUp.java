package org.esmap.ai.core.updates;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.Workers;

/** Brings every model to life when the application starts, side by side and off the container's thread. */
@ApplicationScoped
class StartUp {
    private static final Logger LOG = System.getLogger(StartUp.class.getName());

    private final Registry registry;
    private final ArtefactStore store;
    private final ExecutorService workers;

    @Inject
    StartUp(Registry registry, ArtefactStore store, @Workers ExecutorService workers) {
        this.registry = registry;
        this.store = store;
        this.workers = workers;
    }

    void begin(@Observes Startup started) {
        store.clearAside();
        for (Model model : registry.models()) {
            workers.execute(() -> bringToLife(model));
        }
    }

    private void bringToLife(Model model) {
        try {
            String digest = store.install(ShippedBundles.of(model));
            LoadedVersion version = registry.load(store.open(digest));
            registry.route(model.id(), Traffic.only(version));
            LOG.log(Level.INFO, "{0} {1} is live", model.id(), model.shippedVersion());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "Model " + model.id() + " cannot be loaded", e);
        }
    }
}
