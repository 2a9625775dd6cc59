package org.esmap.ai.models.emissioncalculator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Deadline;
import org.esmap.ai.core.model.ModelManifest;
import org.esmap.ai.core.model.Prediction;
import org.esmap.ai.core.model.Query;
import org.esmap.ai.core.model.StrictJson;

/** The shipped version, for tests. */
final class Calculator {
    private static final Path FOLDER = Path.of("src/main/resources/models/emission-calculator/1.0.0");
    static final Bundle BUNDLE = bundle();
    private static final EmissionCalculator SHIPPED = new EmissionCalculator(BUNDLE);

    private Calculator() {}

    private static Bundle bundle() {
        try {
            ModelManifest manifest =
                    StrictJson.MAPPER.readValue(Files.readString(FOLDER.resolve("model.json")), ModelManifest.class);
            Map<String, Path> files = manifest.files().stream()
                    .collect(Collectors.toMap(ModelManifest.FileEntry::path, f -> FOLDER.resolve(f.path())));
            return new Bundle(manifest, "0", files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prediction predict(String input) {
        JsonNode node = StrictJson.read(input.getBytes(StandardCharsets.UTF_8));
        return SHIPPED.predict(
                new Query(node, StrictJson.MAPPER.createObjectNode(), Deadline.after(Duration.ofMinutes(1))));
    }

    /** The answer to activities under AR5. */
    static JsonNode answer(String... activities) {
        return (JsonNode) predict("{\"gwp\":\"AR5\",\"activities\":[" + String.join(",", activities) + "]}")
                .output();
    }

    static BigDecimal co2e(String... activities) {
        return answer(activities).at("/total/co2eKg").decimalValue();
    }
}
