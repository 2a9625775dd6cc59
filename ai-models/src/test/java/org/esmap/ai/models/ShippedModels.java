package org.esmap.ai.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.inject.ConfigExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.language.LanguageDetector;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Model;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.ShippedBundles;
import org.esmap.ai.core.tokenization.Tokenizers;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** The model beans of this module in a container, and their shipped bundles in a store of their own. */
public final class ShippedModels implements AutoCloseable {
    private final WeldContainer container;
    private final Registry registry;
    private final ArtefactStore store;
    private final List<LoadedVersion> open = new ArrayList<>();

    /** The beans that {@code wanted} names by their folder, such as {@code energyner}; {@code folder} takes the store. */
    public ShippedModels(Path folder, Predicate<String> wanted) {
        container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClasses(beans(wanted))
                .addPackages(true, OnnxSessions.class, Tokenizers.class, Registry.class)
                .addPackages(true, LanguageDetector.class, Embedder.class)
                .initialize();
        registry = container.select(Registry.class).get();
        store = new ArtefactStore(folder);
    }

    private static Class<?>[] beans(Predicate<String> wanted) {
        String parent = ShippedModels.class.getPackageName() + ".";
        return new ClassFileImporter()
                .importPackages(ShippedModels.class.getPackageName()).stream()
                        .filter(c -> c.isAssignableTo(Model.class) && !c.isInterface())
                        .filter(c -> wanted.test(c.getPackageName().substring(parent.length())))
                        .map(JavaClass::reflect)
                        .toArray(Class[]::new);
    }

    /** Opens and warms up the shipped version of every bean. */
    public List<LoadedVersion> load() throws IOException {
        for (Model model : registry.models()) {
            open.add(registry.load(store.open(store.install(ShippedBundles.of(model)))));
        }
        return List.copyOf(open);
    }

    /** How many networks and tokenizers are in native memory. */
    public int inNativeMemory() {
        return container.select(OnnxSessions.class).get().held()
                + container.select(Tokenizers.class).get().held();
    }

    /** Closes every version that is open. */
    public void discard() {
        open.forEach(registry::discard);
        open.clear();
    }

    /** A version's own example. */
    public static Query example(LoadedVersion version) throws IOException {
        var example = StrictJson.read(version.bundle().text(Bundle.EXAMPLE).getBytes(StandardCharsets.UTF_8));
        ObjectNode parameters =
                example.path("parameters") instanceof ObjectNode given ? given : StrictJson.MAPPER.createObjectNode();
        return new Query(example.get("input"), parameters, Deadline.after(Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        discard();
        container.close();
    }
}
