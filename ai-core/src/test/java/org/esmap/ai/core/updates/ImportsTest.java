package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.esmap.ai.core.artefacts.BundleSource;
import org.esmap.ai.core.artefacts.Digests;
import org.esmap.ai.core.database.Database;
import org.esmap.ai.core.database.TestDatabase;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.esmap.ai.core.model.Version;
import org.esmap.ai.core.versions.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportsTest {
    private static final byte[] MORE = "more".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path data;

    private Database database;
    private Installation node;

    @BeforeEach
    void start() throws IOException {
        database = TestDatabase.H2.open();
        node = new Installation(data, database).started();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private void take(String number, Map<String, byte[]> more) throws IOException {
        node.imports.archive(node.model, Installation.zip(number, more), Origin.BUNDLE, Installation.ANN);
    }

    private static BundleSource with(String name, byte[] content, BundleSource files) {
        return path -> path.equals(name) ? new ByteArrayInputStream(content) : files.open(path);
    }

    @Test
    void refusesOtherContentUnderAKnownNumberAndKeepsNothingOfIt() throws IOException {
        take("1.1.0", Map.of());
        take("1.1.0", Map.of());

        assertThatThrownBy(() -> take("1.1.0", Map.of("more", MORE)))
                .hasMessageContaining("exists with another content");

        assertThat(node.versions.of(ToyModel.ID)).hasSize(2);
        assertThat(blob(MORE)).doesNotExist();
        assertThat(data.resolve("staging")).isEmptyDirectory();
    }

    @Test
    void refusesAChangedFileWhoseFormerContentItHasAlready() throws IOException {
        take("1.1.0", Map.of("more", MORE));
        BundleSource files = Installation.source("1.2.0", Map.of("more", MORE));

        assertThatThrownBy(() -> node.imports.from(
                        node.model, with("more", new byte[] {1}, files), Origin.BUNDLE, Installation.ANN))
                .hasMessageContaining("more differs from model.json: expected SHA-256 " + Digests.sha256(MORE));
        assertThat(node.versions.of(ToyModel.ID)).hasSize(2);
    }

    @Test
    void refusesAVersionForAnotherTask() throws IOException {
        BundleSource files = Installation.source("1.1.0");
        String manifest = new String(files.open("model.json").readAllBytes(), StandardCharsets.UTF_8)
                .replaceFirst("\"task\":\"[^\"]*\"", "\"task\":\"poetry\"");

        assertThatThrownBy(() -> node.imports.from(
                        node.model,
                        with("model.json", manifest.getBytes(StandardCharsets.UTF_8), files),
                        Origin.BUNDLE,
                        Installation.ANN))
                .hasMessageContaining("model.json has task 'poetry'");
    }

    @Test
    void sweepsTheFilesOfTheSlowerOfTwoImportsOfOneNumber() throws IOException {
        take("1.1.0", Map.of("more", MORE));
        AtomicBoolean other = new AtomicBoolean();
        byte[] own = "own".getBytes(StandardCharsets.UTF_8);
        BundleSource slower = Installation.source("1.2.0", Map.of("own", own));
        assertThatThrownBy(() -> node.imports.from(
                        node.model,
                        path -> {
                            if (path.equals("own") && other.compareAndSet(false, true)) {
                                take("1.2.0", Map.of("more", MORE));
                            }
                            return slower.open(path);
                        },
                        Origin.BUNDLE,
                        Installation.ANN))
                .hasMessageContaining("exists with another content");
        List<Path> orphans = List.of(blob(own), blob(slower.open("model.json").readAllBytes()));
        node.imports.sweep();
        assertThat(orphans).allSatisfy(orphan -> assertThat(orphan).exists());

        Installation.age(data);
        try (Installation second = new Installation(data, database)) {
            second.imports.sweep();
        }

        assertThat(orphans).allSatisfy(orphan -> assertThat(orphan).doesNotExist());
        assertThat(node.versions.of(ToyModel.ID)).hasSize(3).allSatisfy(known -> node.store.open(known.digest()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE})
    void refusesAFolderWithMoreBytesThanAnArchiveMayHold(long more) throws IOException {
        BundleSource files = Installation.source("1.1.0");
        long largest = node.imports.limits().bytes();
        String manifest = new String(files.open("model.json").readAllBytes(), StandardCharsets.UTF_8)
                .replace(
                        "\"files\":[",
                        "\"files\":[" + network("a.onnx", largest) + "," + network("b.onnx", more) + ",");

        assertThatThrownBy(() -> node.imports.from(
                        node.model,
                        with("model.json", manifest.getBytes(StandardCharsets.UTF_8), files),
                        Origin.SCHEDULE,
                        Installation.ANN))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessage("The bundle is too large: found " + Long.toUnsignedString(largest + more)
                        + " bytes or more, at most " + largest + " are allowed (ai.import.max-bytes)");
    }

    private static String network(String path, long size) {
        return "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}".formatted(path, "0".repeat(64), size);
    }

    @Test
    void refusesTextsThatAreTooLongToBeReadWhole() {
        assertThatThrownBy(() -> take("1.1.0", Map.of("table.csv", new byte[(16 << 20) + 1])))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining("table.csv is too long: found 16777217 bytes, at most 16777216");
    }

    @Test
    void takesTokenizersAndNetworksThatAreLongerThanOtherFiles() throws IOException {
        byte[] longer = new byte[(16 << 20) + 1];
        take("1.1.0", Map.of("tokenizer.json", longer, "model.onnx", longer));
        assertThat(node.versions.of(ToyModel.ID)).hasSize(2);

        assertThatThrownBy(() -> take("1.2.0", Map.of("tokenizer.json", new byte[(64 << 20) + 1])))
                .hasMessageContaining("tokenizer.json is too long: found 67108865 bytes, at most 67108864");
    }

    @Test
    void refusesTheLongConfigurationOfAnExport() throws IOException {
        Path small = Files.write(data.resolve("small"), MORE);
        Path large = Files.write(data.resolve("large"), new byte[(16 << 20) + 1]);
        Bundle shipped = node.registry.traffic(ToyModel.ID).orElseThrow().live().bundle();
        Bundle live =
                new Bundle(shipped.manifest(), shipped.digest(), Map.of("model.onnx", small, "tokenizer.json", small));

        assertThatThrownBy(() -> ExportedBundle.of(
                        live,
                        node.store.manifestBytes(shipped.digest()),
                        new Version("1.1.0"),
                        Map.of("model.onnx", small, "tokenizer.json", small, "config.json", large)))
                .hasMessageContaining("config.json is too long: found 16777217 bytes");
    }

    @Test
    void refusesFilesThatTogetherAreMoreThanAnImportMayBe() throws IOException {
        ImportLimits limits = new ImportLimits(200, 10, 200);
        Path folder = Files.createDirectories(data.resolve("upload"));

        Imports.keep(new ByteArrayInputStream(new byte[6]), folder, "model.onnx", limits);
        Imports.keep(new ByteArrayInputStream(new byte[4]), folder, "config.json", limits);

        assertThatThrownBy(() -> Imports.keep(new ByteArrayInputStream(new byte[1]), folder, "tokenizer.json", limits))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("The import is too large: found 11 bytes or more, at most 10 are allowed");
    }

    @Test
    void callsAnUploadThatBreaksOffTheCallersFault() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> Imports.keep(broken, data, "bundle.zip", node.imports.limits()))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    private Path blob(byte[] content) {
        String digest = Digests.sha256(content);
        return data.resolve("artefacts").resolve(digest.substring(0, 2)).resolve(digest);
    }
}
