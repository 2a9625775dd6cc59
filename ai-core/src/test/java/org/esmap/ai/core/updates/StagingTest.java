package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.esmap.ai.core.failure.AiException;
import org.esmap.ai.core.failure.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir
    Path data;

    @Test
    void keepsWhatWorkCameToThoughItsFolderCannotBeRemoved() {
        Staging staging = new Staging(data);

        String result = staging.within(folder -> {
            Files.delete(folder); // any other reason would do
            return "imported";
        });

        assertThat(result).isEqualTo("imported");
    }

    @Test
    void saysWhichDiskIsFullAndKeepsNothing() {
        byte[] upload = new byte[1 << 20];

        assertThatThrownBy(() -> new Staging(data).within(folder -> {
                    Files.createSymbolicLink(folder.resolve("bundle.zip"), Path.of("/dev/full"));
                    return Imports.keep(
                            new ByteArrayInputStream(upload), folder, "bundle.zip", new ImportLimits(9, 1L << 30, 9));
                }))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                .hasMessageStartingWith("The disk that holds " + data + " is full: ")
                .hasMessageContaining("Make room on that disk");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void tellsWhyTheWorkFailed() {
        assertThatThrownBy(() -> new Staging(data).within(folder -> {
                    throw new NoSuchFileException("model.onnx");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("model.onnx");
        assertThat(data).isEmptyDirectory();
    }
}
