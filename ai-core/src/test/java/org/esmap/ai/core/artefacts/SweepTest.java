package org.esmap.ai.core.artefacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the store is swept, and what stays. */
class SweepTest {
    private static final String TABLE = "a,b\n1,2\n";

    @TempDir
    Path folder;

    private ArtefactStore store;

    @BeforeEach
    void open() {
        store = new ArtefactStore(folder);
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
        String kept = store.install(TableBundle.of(TABLE));
        store.install(TableBundle.source(TableBundle.manifest("other.csv", TABLE), TABLE));
        Path notItsOwn = Files.writeString(folder.resolve("notes"), "mine");
        age();
        String fresh = store.install(TableBundle.of("new"));

        store.sweep("db", List.of(kept));

        assertThat(store.open(kept).text("table.csv")).isEqualTo(TABLE);
        assertThat(store.open(fresh).text("table.csv")).isEqualTo("new");
        assertThat(notItsOwn).exists();
        assertThat(TableBundle.filesBelow(folder)).hasSize(6);
    }

    @Test
    void sweepsNothingForAnotherDatabaseThanItsOwners() throws IOException {
        store.sweep("db", List.of());
        String unknownToTheOther = store.install(TableBundle.of(TABLE));
        age();
        store.sweep("another", List.of());
        assertThat(store.open(unknownToTheOther).text("table.csv")).isEqualTo(TABLE);
        store.sweep("db", List.of());
        assertThatThrownBy(() -> store.open(unknownToTheOther)).isInstanceOf(AiException.class);
    }

    @Test
    void sweepsNothingWhileAManifestCannotBeRead() throws IOException {
        store.install(TableBundle.of(TABLE));
        age();
        assertThatThrownBy(() -> store.sweep("db", List.of("0".repeat(64)))).hasMessageContaining("The store lacks");
        assertThat(TableBundle.filesBelow(folder))
                .as("the two files and the mark of the owner")
                .hasSize(3);
    }

    @Test
    void sparesOldFilesThatAnImportTakesUp() throws IOException {
        store.install(TableBundle.of(TABLE));
        age();
        String digest = store.install(TableBundle.of(TABLE));
        store.sweep("db", List.of());
        assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
    }

    @Test
    void losesNothingThatIsTakenUpDuringASweep() throws IOException {
        ArtefactStore other = new ArtefactStore(folder);
        for (int round = 0; round < 300; round++) {
            store.install(TableBundle.of(TABLE));
            age();
            CompletableFuture<Void> sweep = CompletableFuture.runAsync(() -> other.sweep("db", List.of()));
            String digest = store.install(TableBundle.of(TABLE));
            sweep.join();
            assertThat(store.open(digest).text("table.csv")).isEqualTo(TABLE);
        }
    }

    private void age() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        for (Path file : TableBundle.filesBelow(folder)) {
            Files.setLastModifiedTime(file, old);
        }
    }
}
