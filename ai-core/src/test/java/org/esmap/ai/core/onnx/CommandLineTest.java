package org.esmap.ai.core.onnx;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esmap.ai.core.failure.AiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatToDoWhereOnnxRuntimeWouldEndTheProcess() throws IOException {
        Path commandLine = Files.writeString(folder.resolve("cmdline"), "java\0" + "-Da=b\0".repeat(700));

        assertThatThrownBy(() -> CommandLine.requireShort(commandLine))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("4205 bytes")
                .hasMessageContaining("JVM_ARGS=@");
    }

    @Test
    void letsAnyOtherProcessLoadIt() throws IOException {
        Path commandLine = Files.writeString(folder.resolve("cmdline"), "java\0" + "-Da=b\0".repeat(600));

        assertThatCode(() -> CommandLine.requireShort(commandLine)).doesNotThrowAnyException();
        assertThatCode(() -> CommandLine.requireShort(folder.resolve("none"))).doesNotThrowAnyException();
    }
}
