package org.esmap.ai.web.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.web.catalogue.Cards;
import org.esmap.ai.web.inference.Batches;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** The running platform without a server: one container for all tests, with its models live. */
public final class Platform {
    private static final WeldContainer CONTAINER = start();

    private Platform() {}

    private static WeldContainer start() {
        try {
            Path data = Files.createTempDirectory("ai-web-test");
            System.setProperty("ai.data", data.toString());
            WeldContainer container =
                    new Weld().addPackages(false, Batches.class, Cards.class).initialize();
            Registry registry = container.select(Registry.class).get();
            ArtefactStore store = new ArtefactStore(data.resolve("trial"));
            for (Model model : registry.models()) {
                var version = registry.load(store.open(store.install(ShippedBundles.of(model))));
                registry.route(model.id(), Traffic.only(version));
            }
            return container;
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The bean of a type. */
    public static <T> T bean(Class<T> type) {
        return CONTAINER.select(type).get();
    }
}
