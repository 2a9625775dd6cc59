package org.esmap.ai.models.gridoptimizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Predictor;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;

/** The shipped version, opened once, asked in JSON. */
final class Grid {
    private static final GridOptimizerModel MODEL = new GridOptimizerModel();
    private static final Predictor PREDICTOR = MODEL.open(bundle());
    private static final String SOLVER = "solver.json";
    private static final int PATIENCE_S = 60;
    static final Settings SETTINGS = settings();

    private Grid() {}

    private static Bundle bundle() {
        try {
            Path folder = Path.of(Grid.class
                            .getResource("/models/grid-optimizer/1.0.0/model.json")
                            .toURI())
                    .getParent();
            Map<String, Path> files = new HashMap<>();
            try (Stream<Path> found = Files.walk(folder)) {
                found.filter(Files::isRegularFile)
                        .forEach(f -> files.put(folder.relativize(f).toString().replace('\\', '/'), f));
            }
            ModelManifest manifest =
                    StrictJson.MAPPER.readValue(files.get("model.json").toFile(), ModelManifest.class);
            return new Bundle(manifest, "0".repeat(64), files);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The output for {@code input}, with time to try every recommendation. */
    static JsonNode solvePatiently(String input) {
        ObjectNode settings = StrictJson.MAPPER.valueToTree(SETTINGS);
        ((ObjectNode) settings.get("recommend")).put("seconds", PATIENCE_S);
        return output(predict(open(settings), json(input)));
    }

    /** The shipped version with other settings. */
    static Predictor open(JsonNode settings) {
        Map<String, Path> files = new HashMap<>(bundle().files());
        try {
            Path other = Files.createTempFile("solver", ".json");
            try {
                files.put(SOLVER, Files.writeString(other, settings.toString()));
                return MODEL.open(new Bundle(bundle().manifest(), "1".repeat(64), files));
            } finally {
                Files.delete(other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings settings() {
        try {
            return StrictJson.MAPPER.readValue(bundle().text(SOLVER), Settings.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario scenario(String input) {
        return new ScenarioReader(SETTINGS, Map.of()).read(json(input));
    }

    static JsonNode json(String text) {
        return StrictJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** A question on a built-in case or a given network, with nothing else. */
    static ObjectNode input(String json) {
        return (ObjectNode) json(json);
    }

    /** Two buses on one line, 80 MW of load at the second. */
    static ObjectNode twoBuses(String generators, String rest) {
        return input("{'network':{'buses':[{'id':1,'slack':true},{'id':2,'loadMw':80}],"
                + "'branches':[{'from':1,'to':2,'x':0.1}],'generators':[" + generators + "]},'recommend':false" + rest
                + "}");
    }

    static Prediction predict(JsonNode input) {
        return predict(PREDICTOR, input);
    }

    static Prediction predict(Predictor predictor, JsonNode input) {
        return MODEL.predict(predictor, query(input));
    }

    static Prediction fallback(JsonNode input) {
        return MODEL.fallback(PREDICTOR, query(input));
    }

    static JsonNode output(Prediction prediction) {
        return StrictJson.MAPPER.valueToTree(prediction.output());
    }

    /** The output for {@code input}. */
    static JsonNode solve(JsonNode input) {
        return output(predict(input));
    }

    static JsonNode solve(String input) {
        return solve(json(input));
    }

    private static Query query(JsonNode input) {
        return new Query(input, JsonNodeFactory.instance.objectNode(), Deadline.after(Duration.ofSeconds(60)));
    }
}
