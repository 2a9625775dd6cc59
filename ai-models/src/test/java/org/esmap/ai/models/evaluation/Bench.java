package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.inject.ConfigExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.esmap.ai.core.artefacts.ArtefactStore;
import org.esmap.ai.core.embedding.Embedder;
import org.esmap.ai.core.language.LanguageDetector;
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

/**
 * One model's shipped version, asked as the platform asks it, and the folders that hold test data: {@code ai.data.folder}
 * for public sets (default {@code ../../shared/data}); {@code ai.evaluation.limit} cuts every set to a fixed random part.
 */
final class Bench implements AutoCloseable {
    private static final Path DATA = Path.of(System.getProperty("ai.data.folder", "../../shared/data"));
    private static final int LIMIT = Integer.getInteger("ai.evaluation.limit", Integer.MAX_VALUE);

    private final WeldContainer container;
    private final Registry registry;
    private final LoadedVersion version;

    Bench(String model, Path work) throws IOException {
        container = new Weld()
                .disableDiscovery()
                .addExtension(new ConfigExtension())
                .addBeanClasses(bean(model))
                .addPackages(true, OnnxSessions.class, Tokenizers.class, Registry.class)
                .addPackages(true, LanguageDetector.class, Embedder.class)
                .initialize();
        registry = container.select(Registry.class).get();
        Model bean = registry.models().iterator().next();
        ArtefactStore store = new ArtefactStore(work.resolve("evaluation"));
        version = registry.load(store.open(store.install(ShippedBundles.of(bean))));
    }

    /** The bean of {@code energy-ner} is {@code energyner.EnergyNerModel}, and so on: one folder a model. */
    private static Class<?> bean(String model) {
        StringBuilder name = new StringBuilder();
        for (String word : model.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        try {
            return Class.forName("org.esmap.ai.models." + model.replace("-", "") + "." + name + "Model");
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("No model " + model, e);
        }
    }

    /** The model's answer as callers get it. */
    JsonNode ask(Object input, Object parameters) {
        ObjectNode given = StrictJson.MAPPER.valueToTree(parameters);
        Query query = new Query(StrictJson.MAPPER.valueToTree(input), given, Deadline.after(Duration.ofMinutes(10)));
        return StrictJson.MAPPER.valueToTree(version.predictor().predict(query).output());
    }

    /** Where a file of a public set would be. */
    static Path set(String path) {
        return DATA.resolve(path);
    }

    /** A file of a training recipe in this module. */
    static Path recipe(String path) {
        return Path.of("training").resolve(path);
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String line) {
        try {
            return StrictJson.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a public set that holds one JSON object a line. */
    static List<JsonNode> rows(String path) {
        return lines(set(path)).stream()
                .filter(line -> !line.isBlank())
                .map(Bench::json)
                .toList();
    }

    /** At most as many cases as the limit says, the same ones every time. */
    static <T> List<T> sample(List<T> cases) {
        return sample(cases, LIMIT);
    }

    /** At most {@code most} cases and no more than the limit says, the same ones every time. */
    static <T> List<T> sample(List<T> cases, int most) {
        int size = Math.min(most, LIMIT);
        if (cases.size() <= size) {
            return cases;
        }
        List<T> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled.subList(0, size);
    }

    /** Whether sets are measured whole. */
    static boolean whole() {
        return LIMIT == Integer.MAX_VALUE;
    }

    @Override
    public void close() {
        registry.discard(version);
        container.close();
    }
}
