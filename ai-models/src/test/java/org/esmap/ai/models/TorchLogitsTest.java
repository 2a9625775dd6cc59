package org.esmap.ai.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.onnx.OnnxSession;
import org.esmap.ai.core.onnx.OnnxSessions;
import org.esmap.ai.core.onnx.OnnxSettings;
import org.esmap.ai.core.onnx.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The shipped 8-bit networks in ONNX Runtime Java against what the trained network gave in 32-bit floats. For every model
 * with a file {@code torch-logits/<model>.json}, as training writes it: inputs and outputs of some texts.
 */
class TorchLogitsTest {
    private static final Path LOGITS = Path.of("src/test/resources/torch-logits");

    /**
     * How far logits, which range over 5 to 12, may lie apart: on a text's average, and anywhere. Eight-bit weights and
     * activations were measured to cost 0.18 and 1.6 at most; weights of another training of the same model lie 0.28 and more
     * away on average.
     */
    private static final double MEAN = 0.25;

    private static final double MOST = 2;

    @TestFactory
    Stream<DynamicNode> agreesWithTheTrainedNetwork() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(LOGITS)) {
            files = all.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        return files.stream().map(TorchLogitsTest::model);
    }

    private static DynamicNode model(Path file) {
        String model = file.getFileName().toString().replace(".json", "");
        List<DynamicNode> texts = new ArrayList<>();
        for (JsonNode text : read(file)) {
            texts.add(dynamicTest(text.get("text").asText(), () -> compare(model, text)));
        }
        return dynamicContainer(model, texts);
    }

    private static void compare(String model, JsonNode text) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        text.get("inputs")
                .properties()
                .forEach(input -> inputs.put(
                        input.getKey(),
                        Tensor.row(StreamSupport.stream(input.getValue().spliterator(), false)
                                .mapToLong(JsonNode::longValue)
                                .toArray())));
        Map<String, List<Double>> torch = new HashMap<>();
        text.get("outputs").properties().forEach(output -> torch.put(output.getKey(), flat(output.getValue())));
        Map<String, Tensor.Floats> java = run(model, inputs, torch.keySet());
        double sum = 0;
        int n = 0;
        for (Map.Entry<String, List<Double>> output : torch.entrySet()) {
            float[] found = java.get(output.getKey()).data();
            assertThat(found).as(output.getKey()).hasSize(output.getValue().size());
            for (int i = 0; i < found.length; i++) {
                double apart = Math.abs(found[i] - output.getValue().get(i));
                assertThat(apart).as("%s[%d]", output.getKey(), i).isLessThanOrEqualTo(MOST);
                sum += apart;
                n++;
            }
        }
        assertThat(sum / n).as("mean difference over %d logits", n).isLessThanOrEqualTo(MEAN);
    }

    private static Map<String, Tensor.Floats> run(String model, Map<String, Tensor> inputs, Set<String> outputs) {
        Path network = Path.of("src/main/resources/models", model, "1.0.0/model.onnx");
        try (OnnxSession session = new OnnxSessions(new OnnxSettings(1)).open(network, model)) {
            return session.run(inputs, outputs);
        }
    }

    private static List<Double> flat(JsonNode value) {
        List<Double> numbers = new ArrayList<>();
        if (value.isNumber()) {
            numbers.add(value.doubleValue());
        } else {
            value.forEach(part -> numbers.addAll(flat(part)));
        }
        return numbers;
    }

    private static JsonNode read(Path file) {
        try {
            return StrictJson.MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
