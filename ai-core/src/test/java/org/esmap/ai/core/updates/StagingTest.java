package org.esmap.ai.core.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
    void tellsWhyTheWorkFailed() {
        assertThatThrownBy(() -> new Staging(data).within(folder -> {
                    throw new NoSuchFileException("model.onnx");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("model.onnx");
        assertThat(data).isEmptyDirectory();
    }
}
