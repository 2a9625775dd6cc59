package org.esmap.ai.core.artefacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
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
        String digest = store.install(TableBundle.of(TABLE));
        Bundle bundle = store.open(digest);
        assertThat(bundle.text("table.csv")).isEqualTo(TABLE);
        assertThat(bundle.digest()).isEqualTo(digest);
        assertThat(store.install(TableBundle.of(TABLE))).isEqualTo(digest);
    }

    @Test
    void saysThatItsDiskIsFullAndKeepsNothing() {
        BundleSource files = TableBundle.of(TABLE);

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
        String digest = store.install(TableBundle.of(TABLE));
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
    void refusesAManifestThatHasChanged() throws IOException {
        String digest = store.install(TableBundle.of(TABLE));
        Path manifest = folder.resolve(digest.substring(0, 2)).resolve(digest);
        Files.writeString(manifest, Files.readString(manifest).replace("CC0-1.0", "CC0-2.0"));
        assertThatThrownBy(() -> store.open(digest))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTEFACT_CORRUPT));
    }

    @Test
    void refusesAFileThatDiffersFromTheManifestAndLeavesNothing() throws IOException {
        assertThatThrownBy(
                        () -> store.install(TableBundle.source(TableBundle.manifest("table.csv", TABLE), TABLE + "x")))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE));
        assertThat(TableBundle.filesBelow(folder)).isEmpty();
    }

    @Test
    void givesUpAFileThatDoesNotEndWhereItsManifestSays() {
        AtomicLong read = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return read.incrementAndGet() < 1 << 24 ? 'x' : -1;
            }
        };
        String manifest = TableBundle.manifest("table.csv", TABLE);

        assertThatThrownBy(() -> store.install(path -> path.equals("table.csv")
                        ? endless
                        : TableBundle.source(manifest, TABLE).open(path)))
                .hasMessageContaining("table.csv differs from model.json");
        assertThat(read).hasValueLessThan(1 << 18);
    }

    @Test
    void leavesNothingOfABundleThatLacksAFile() {
        String both = TableBundle.manifest("table.csv", TABLE)
                .replace("]}", ", " + TableBundle.entry("lost.csv", "lost") + "]}");
        assertThatThrownBy(() -> store.install(TableBundle.source(both, TABLE))).hasMessageContaining("lacks lost.csv");
        assertThat(TableBundle.filesBelow(folder)).isEmpty();
    }

    @Test
    void leavesNothingOfABundleThatIsNotAdmitted() {
        assertThatThrownBy(() -> store.install(TableBundle.of(TABLE), (manifest, digest) -> {
                    throw new AiException(ErrorCode.CONFLICT, manifest.version() + " is taken");
                }))
                .hasMessage("1.0.0 is taken");
        assertThat(TableBundle.filesBelow(folder)).isEmpty();
    }

    @Test
    void writesAgainAFileWhoseLengthIsWrong() throws IOException {
        String digest = store.install(TableBundle.of(TABLE));
        Files.writeString(store.open(digest).file("table.csv"), "cut");
        store.install(TableBundle.of(TABLE));
        assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
    }

    @Test
    void refusesALengthThatTheStoredFileDoesNotHave() throws IOException {
        store.install(TableBundle.of(TABLE));
        String longer = TableBundle.manifest("table.csv", TABLE).replace("\"size\":8", "\"size\":9");
        assertThatThrownBy(() -> store.install(TableBundle.source(longer, TABLE)))
                .hasMessageContaining("table.csv differs from model.json: expected 9 bytes");
    }

    @Test
    void keepsOneFileForEqualContents() throws IOException {
        String twice = TableBundle.manifest("table.csv", TABLE)
                .replace("]}", ", " + TableBundle.entry("table.csv", TABLE) + "]}");
        store.install(TableBundle.source(twice, TABLE));
        assertThat(TableBundle.filesBelow(folder)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "a\\\\b", "C:/x", "a//b", "./x", "x\\u0000", ""})
    void refusesPathsThatLeaveTheBundle(String path) {
        assertThatThrownBy(() -> store.install(TableBundle.source(TableBundle.manifest(path, TABLE), TABLE)))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE))
                .hasMessageContaining("must stay inside the bundle");
    }

    @Test
    void saysWhatAManifestLacks() {
        assertThatThrownBy(() -> store.install(TableBundle.source("{\"id\":\"x\"}", "")))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("model.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "", "{", "{\"id\":1,\"id\":2}", "{\"files\":[{\"size\":1e999}]}"})
    void refusesAManifestThatIsNoObject(String manifest) {
        assertThatThrownBy(() -> store.install(TableBundle.source(manifest, "")))
                .hasMessageStartingWith("model.json: ")
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BUNDLE));
    }
}
