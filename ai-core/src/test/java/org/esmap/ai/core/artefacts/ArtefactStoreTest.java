package org.esmap.ai.core.artefacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.esmap.ai.core.model.Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtefactStoreTest {
    private static final String TABLE = "a,b\n1,2\n";

    @TempDir
    Path folder;

    private ArtefactStore store;

    @BeforeEach
    void open() {
        store = new ArtefactStore(folder);
    }

    @Test
    void opensWhatWasInstalled() throws IOException {
        String digest = store.install(source(manifest("table.csv", TABLE), TABLE));
        Bundle bundle = store.open(digest);
        assertThat(bundle.text("table.csv")).isEqualTo(TABLE);
        assertThat(bundle.digest()).isEqualTo(digest);
        assertThat(store.install(source(manifest("table.csv", TABLE), TABLE))).isEqualTo(digest);
    }

    @Test
    void saysThatItsDiskIsFullAndKeepsNothing() {
        BundleSource files = source(manifest("table.csv", TABLE), TABLE);

        assertThatThrownBy(() -> store.install(path -> {
                    if (path.equals("table.csv")) {
                        throw new IOException("No space left on device");
                    }
                    return files.open(path);
                }))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .hasMessageStartingWith("The disk that holds " + folder.resolve("aside") + " is full");
        assertThat(folder.resolve("aside")).isEmptyDirectory();
    }

    @Test
    void refusesAFlippedByte() throws IOException {
        String digest = store.install(source(manifest("table.csv", TABLE), TABLE));
        Path file = store.open(digest).file("table.csv");
        byte[] bytes = Files.readAllBytes(file);
        bytes[3] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> store.open(digest)).isInstanceOfSatisfying(AiException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ARTEFACT_CORRUPT);
            assertThat(e).hasMessageContaining("table.csv");
        });
    }

    @Test
    void refusesAFileThatDiffersFromTheManifestAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> store.install(source(manifest("table.csv", TABLE), TABLE + "x")))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE));
        assertThat(stored()).isEmpty();
    }

    @Test
    void leavesNothingOfABundleThatLacksAFile() {
        String both = manifest("table.csv", TABLE).replace("]}", ", " + entry("lost.csv", "lost") + "]}");
        assertThatThrownBy(() -> store.install(source(both, TABLE))).hasMessageContaining("lacks lost.csv");
        assertThat(stored()).isEmpty();
    }

    @Test
    void leavesNothingOfABundleThatIsNotAdmitted() {
        assertThatThrownBy(() -> store.install(source(manifest("table.csv", TABLE), TABLE), (manifest, digest) -> {
                    throw new AiException(ErrorCode.CONFLICT, manifest.version() + " is taken");
                }))
                .hasMessage("1.0.0 is taken");
        assertThat(stored()).isEmpty();
    }

    @Test
    void writesAgainAFileWhoseLengthIsWrong() throws IOException {
        String digest = store.install(source(manifest("table.csv", TABLE), TABLE));
        Files.writeString(store.open(digest).file("table.csv"), "cut");
        store.install(source(manifest("table.csv", TABLE), TABLE));
        assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
    }

    @Test
    void refusesALengthThatTheStoredFileDoesNotHave() throws IOException {
        store.install(source(manifest("table.csv", TABLE), TABLE));
        String longer = manifest("table.csv", TABLE).replace("\"size\":8", "\"size\":9");
        assertThatThrownBy(() -> store.install(source(longer, TABLE)))
                .hasMessageContaining("table.csv differs from model.json: expected 9 bytes");
    }

    @Test
    void keepsOneFileForEqualContents() throws IOException {
        String twice = manifest("table.csv", TABLE).replace("]}", ", " + entry("table.csv", TABLE) + "]}");
        store.install(source(twice, TABLE));
        assertThat(stored()).hasSize(2);
    }

    @Test
    void sweepsWhatWasLeftHalfWrittenButNotWhatAnotherNodeWrites() throws IOException {
        Path left = Files.writeString(folder.resolve("aside").resolve("left"), "half");
        age();
        Path beingWritten = Files.writeString(folder.resolve("aside").resolve("being-written"), "half");
        store.sweep("db", List.of());
        assertThat(left).doesNotExist();
        assertThat(beingWritten).exists();
    }

    @Test
    void sweepsTheOldFilesThatNoBundleNeeds() throws IOException {
        String kept = store.install(source(manifest("table.csv", TABLE), TABLE));
        store.install(source(manifest("other.csv", TABLE), TABLE));
        Path notItsOwn = Files.writeString(folder.resolve("notes"), "mine");
        age();
        String fresh = store.install(source(manifest("table.csv", "new"), "new"));

        store.sweep("db", List.of(kept));

        assertThat(store.open(kept).text("table.csv")).isEqualTo(TABLE);
        assertThat(store.open(fresh).text("table.csv")).isEqualTo("new");
        assertThat(notItsOwn).exists();
        assertThat(stored()).hasSize(6);
    }

    @Test
    void sweepsNothingForAnotherDatabaseThanItsOwners() throws IOException {
        store.sweep("db", List.of());
        String unknownToTheOther = store.install(source(manifest("table.csv", TABLE), TABLE));
        age();
        store.sweep("another", List.of());
        assertThat(store.open(unknownToTheOther).text("table.csv")).isEqualTo(TABLE);
        store.sweep("db", List.of());
        assertThatThrownBy(() -> store.open(unknownToTheOther)).isInstanceOf(AiException.class);
    }

    @Test
    void sweepsNothingWhileAManifestCannotBeRead() throws IOException {
        store.install(source(manifest("table.csv", TABLE), TABLE));
        age();
        assertThatThrownBy(() -> store.sweep("db", List.of("0".repeat(64)))).hasMessageContaining("The store lacks");
        assertThat(stored()).as("the two files and the mark of the owner").hasSize(3);
    }

    @Test
    void sparesOldFilesThatAnImportTakesUp() throws IOException {
        store.install(source(manifest("table.csv", TABLE), TABLE));
        age();
        String digest = store.install(source(manifest("table.csv", TABLE), TABLE));
        store.sweep("db", List.of());
        assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
    }

    @Test
    void losesNothingThatIsTakenUpDuringASweep() throws IOException {
        ArtefactStore other = new ArtefactStore(folder);
        for (int round = 0; round < 300; round++) {
            store.install(source(manifest("table.csv", TABLE), TABLE));
            age();
            CompletableFuture<Void> sweep = CompletableFuture.runAsync(() -> other.sweep("db", List.of()));
            String digest = store.install(source(manifest("table.csv", TABLE), TABLE));
            sweep.join();
            assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
        }
    }

    private void age() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (Path file : stored()) {
            Files.setLastModifiedTime(file, old);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a\\\\b", "C:/x", "a//b", "./x", "x\\u0000", ""})
    void refusesPathsThatLeaveTheBundle(String path) {
        assertThatThrownBy(() -> store.install(source(manifest(path, TABLE), TABLE)))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining("must stay inside the bundle");
    }

    @Test
    void saysWhatAManifestLacks() {
        assertThatThrownBy(() -> store.install(source("{\"id\":\"x\"}", "")))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("model.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "", "{", "{\"id\":1,\"id\":2}", "{\"files\":[{\"size\":1e999}]}"})
    void refusesAManifestThatIsNoObject(String manifest) {
        assertThatThrownBy(() -> store.install(source(manifest, "")))
                .hasMessageStartingWith("model.json: ")
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE));
    }

    private List<Path> stored() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleSource source(String manifest, String table) {
        Map<String, String> files = Map.of("model.json", manifest, "table.csv", table);
        return path -> {
            String content = files.get(path);
            if (content == null) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String manifest(String path, String content) {
        return """
                {"id":"table-model","version":"1.0.0","task":"t","title":"t","runtime":"table","licence":"CC0-1.0",
                 "files":[%s]}
                """.formatted(entry(path, content));
    }

    private static String entry(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return "{\"path\":\"%s\",\"sha256\":\"%s\",\"size\":%d}".formatted(path, Digests.sha256(bytes), bytes.length);
    }
}
