package org.esmap.ai.web.trial;

import io.smallrye.config.inject.ConfigExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.caching.AnswerCache;
import org.esmap.ai.core.caching.CachingExtension;
import org.esmap.ai.core.inference.Inference;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.scheduling.NativeWork;
import org.esmap.ai.web.catalogue.Cards;
import org.esmap.ai.web.inference.Batches;
import org.esmap.ai.web.protocols.openinference.OpenInference;
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
            WeldContainer container = new Weld()
                    .disableDiscovery()
                    .addExtension(new ConfigExtension())
                    .addExtension(new CachingExtension())
                    .addPackages(false, Inference.class, Registry.class, AnswerCache.class, NativeWork.class)
                    .addPackages(false, Batches.class, Cards.class, OpenInference.class)
                    .addBeanClasses(EchoModel.class, AdderModel.class)
                    .initialize();
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
