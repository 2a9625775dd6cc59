package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleArchiveTest {
    private static final ImportLimits LIMITS = new ImportLimits(5, 8 << 20, 100);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/evil", "a/../../evil", "a\\evil", "c:evil", "./a", "a//b"})
    void refusesNamesThatLeadOutside(String name) throws IOException {
        assertThatThrownBy(() -> unpack(zip(new String[] {name}, 10)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("outside itself");
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void refusesAnArchiveThatUnpacksToFarMoreThanItsSize() {
        assertThatThrownBy(() -> unpack(zip(new String[] {"model.json"}, 6 << 20)))
                .hasMessageContaining("times its size");
    }

    @Test
    void refusesMoreBytesAndFilesThanAllowed() {
        assertThatThrownBy(() -> BundleArchive.unpack(
                        zip(new String[] {"model.json"}, 2000), folder, new ImportLimits(5, 1000, 100_000)))
                .hasMessageContaining("bytes or more, at most 1000 are allowed");
        assertThatThrownBy(() -> unpack(zip(new String[] {"b", "c", "d", "e", "f", "g"}, 1)))
                .hasMessageContaining("more than 5 files");
    }

    @Test
    void refusesFoldersThatHoldBytesAndMoreOfThemThanAllowed() {
        assertThatThrownBy(() -> unpack(zip(new String[] {"folder/"}, 1)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("a folder with content");
        assertThatThrownBy(() -> unpack(zip(new String[] {"a/", "b/", "c/", "d/", "e/", "f/"}, 0)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("more than 5 folders");
    }

    @Test
    void takesFoldersThatHoldNothing() throws IOException {
        var source = unpack(zip(new String[] {"toy/", "toy/1.0.0/", "toy/1.0.0/model.json"}, 0));

        try (var in = source.open("model.json")) {
            assertThat(in.readAllBytes()).isEmpty();
        }
    }

    @Test
    void refusesWhatIsNoArchive() {
        assertThatThrownBy(() -> unpack(new ByteArrayInputStream(new byte[100])))
                .hasMessageContaining("empty or not");
    }

    @Test
    void refusesAnArchiveThatWasCutShort() throws IOException {
        byte[] whole = zip(new String[] {"model.json"}, 4000).readAllBytes();
        byte[] cut = Arrays.copyOf(whole, 45);
        assertThatThrownBy(() -> unpack(new ByteArrayInputStream(cut)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("ends early");
    }

    @Test
    void refusesNamesThatAreNoText() throws IOException {
        byte[] archive = zip(new String[] {"model.json"}, 10).readAllBytes();
        archive[30] = (byte) 0xff; // the first byte of the name
        assertThatThrownBy(() -> unpack(new ByteArrayInputStream(archive)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"a,a/b", "a/b,a", "a,a/b/c", "a/b/c,a/b"})
    void refusesAFileThatIsAFolderToo(String first, String second) {
        assertThatThrownBy(() -> unpack(zip(new String[] {first, second}, 1)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("a file and a folder of one name");
    }

    @Test
    void refusesNamesThatAFileSystemCannotHold() {
        assertThatThrownBy(() -> unpack(zip(new String[] {"é".repeat(128)}, 1)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("a name of 256 bytes, at most 200");
    }

    @Test
    void takesOffTheFolderAroundABundle() throws IOException {
        var source = unpack(zip(new String[] {"toy/1.0.0/model.json", "toy/1.0.0/a"}, 3));
        try (var in = source.open("a")) {
            assertThat(in.readAllBytes()).hasSize(3);
        }
        assertThatThrownBy(() -> source.open("../../x")).isInstanceOf(IOException.class);
        assertThat(Files.exists(folder.resolve("toy/1.0.0/model.json"))).isTrue();
    }

    private org.esmap.ai.core.artefacts.BundleSource unpack(ByteArrayInputStream zip) throws IOException {
        return BundleArchive.unpack(zip, folder, LIMITS);
    }

    private static ByteArrayInputStream zip(String[] names, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[size]);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
