package org.esmap.ai.models.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.models.ShippedModels;

/**
 * One model's shipped version, asked as the platform asks it, and the folders that hold test data: {@code ai.data.folder}
 * for public sets (default {@code ../../shared/data}); {@code ai.evaluation.limit} cuts every set to a fixed random part.
 */
final class Bench implements AutoCloseable {
    private static final Path DATA = Path.of(System.getProperty("ai.data.folder", "../../shared/data"));
    private static final int LIMIT = Integer.getInteger("ai.evaluation.limit", Integer.MAX_VALUE);

    private final ShippedModels models;
    private final LoadedVersion version;

    Bench(String model, Path work) throws IOException {
        models = new ShippedModels(work.resolve("evaluation"), model.replace("-", "")::equals);
        version = models.load().get(0);
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
        models.close();
    }
}
