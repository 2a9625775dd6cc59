package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.ModelId;
import org.esmap.ai.core.model.StrictJson;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.registry.LoadedVersion;
import org.esmap.ai.core.registry.Registry;
import org.esmap.ai.core.registry.Traffic;
import org.esmap.ai.core.versions.ModelVersion;
import org.esmap.ai.core.versions.Origin;
import org.esmap.ai.core.versions.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an uploaded version must pass. */
class ValidationTest {
    private static final Version NEXT = new Version("1.1.0");

    @TempDir
    Path data;

    @Test
    void passesAVersionThatKeepsEveryCheck() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of());

            assertThat(version.state()).isEqualTo(State.VALIDATED);
            var report = StrictJson.MAPPER.readTree(version.report());
            assertThat(report.path("checks").findValuesAsText("name"))
                    .containsExactly("integrity", "contents", "loads", "golden", "quality", "latency");
            assertThat(report.path("quality").path("cases").asInt()).isEqualTo(2);
            assertThat(report.path("passed").asBoolean()).isTrue();
        }
    }

    @Test
    void comparesWithTheLiveVersionThoughItMakesWayAtThatMoment() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(node.model, Installation.zip("1.1.0", Map.of()), Origin.BUNDLE, Installation.ANN);
            ModelVersion version = node.versions.get(ToyModel.ID, NEXT);
            Registry switching = new Registry() {
                private boolean switched;

                @Override
                public Optional<Traffic> traffic(ModelId model) {
                    Traffic now = node.registry.traffic(model).orElseThrow();
                    if (!switched) {
                        switched = true;
                        node.registry.route(
                                model,
                                Traffic.only(node.registry.load(now.live().bundle())));
                    }
                    return Optional.of(now);
                }

                @Override
                public LoadedVersion load(Bundle bundle) {
                    return node.registry.load(bundle);
                }
            };

            Report report = new Validation(
                            node.store, switching, node.trial, Installation.VALIDATION, version, done -> {})
                    .run();

            assertThat(report.text()).contains("of the live version on 2 cases");
        }
    }

    @Test
    void rejectsAVersionThatFailsAGoldenCase() throws Exception {
        byte[] golden = ("{\"name\":\"says it again\",\"input\":\"golden\",\"expect\":{\"text\":\"golden\"}}\n"
                        + "{\"name\":\"knows better\",\"input\":\"a\",\"expect\":{\"text\":\"b\"}}")
                .getBytes(StandardCharsets.UTF_8);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of("golden.jsonl", golden));

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("knows better").contains("expected \\\"b\\\", found \\\"a\\\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "golden.jsonl     | {\"name\":      | loads   | line 1 of the cases: Unexpected end-of-input",
                "golden.jsonl     | {\"name\":\"x\"} | loads   | line 1 of the cases: a case needs an input",
                "evaluation.jsonl | {\"name\":      | quality | line 1 of the cases: Unexpected end-of-input",
                "evaluation.jsonl | {\"name\":\"x\"} | quality | line 1 of the cases: a case needs an input",
                "evaluation.jsonl | null            | quality | line 1 of the cases: a case needs an input"
            })
    void rejectsAVersionWhoseCasesCannotBeRead(String file, String line, String check, String why) throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of(file, line.getBytes(StandardCharsets.UTF_8)));

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report())
                    .contains("\"" + check + "\",\"passed\":false")
                    .contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello                | example.json: Unrecognized token 'hello'",
                "[]                   | example.json needs an input",
                "{\"text\":\"x\"}   | example.json needs an input",
                "{\"input\":5}       | example.json: /input: "
            })
    void rejectsAVersionWhoseExampleCannotBeAsked(String example, String why) throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of("example.json", example.getBytes(StandardCharsets.UTF_8)));

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("\"loads\",\"passed\":false").contains(why);
        }
    }

    @Test
    void rejectsAVersionWithAFlippedByte() throws Exception {
        byte[] table = "factor,1.0".getBytes(StandardCharsets.UTF_8);
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.imports.archive(
                    node.model, Installation.zip("1.1.0", Map.of("table.csv", table)), Origin.BUNDLE, Installation.ANN);
            String digest = Digests.sha256(table);
            Path stored =
                    data.resolve("artefacts").resolve(digest.substring(0, 2)).resolve(digest);
            table[7] ^= 1;
            Files.write(stored, table);

            ModelVersion version = node.validate(NEXT);

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("table.csv does not match its digest");
        }
    }

    @Test
    void rejectsAVersionThatExhaustsTheStackAndClosesIt() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            node.model.before = () -> {
                throw new StackOverflowError();
            };

            ModelVersion version = validated(node, Map.of());

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("\"loads\",\"passed\":false").contains("StackOverflowError");
            assertThat(node.model.open.get()).isEqualTo(1);
        }
    }

    @Test
    void triesANetworkInAProcessOfItsOwn() throws Exception {
        byte[] sum = Files.readAllBytes(Path.of("src/test/resources/tiny/sum.onnx"));
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of("sum.onnx", sum));

            assertThat(version.report()).contains("\"trial\",\"passed\":true").contains("takes ");
            assertThat(data.resolve("staging")).isEmptyDirectory();
            assertThat(data.resolve("trial")).doesNotExist();
        }
    }

    @Test
    void rejectsWhatIsNoNetwork() throws Exception {
        try (Installation node = new Installation(data, TestDatabase.H2.open()).started()) {
            ModelVersion version = validated(node, Map.of("model.onnx", new byte[] {1, 2, 3}));

            assertThat(version.state()).isEqualTo(State.REJECTED);
            assertThat(version.report()).contains("\"contents\",\"passed\":false");
        }
    }

    private static ModelVersion validated(Installation node, Map<String, byte[]> more) throws Exception {
        node.imports.archive(node.model, Installation.zip("1.1.0", more), Origin.BUNDLE, Installation.ANN);
        return node.validate(NEXT);
    }
}
