package org.esmap.ai.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.Test;

class PrimeIT {
    private static final Path NATIVE = Path.of(System.getProperty("ai.home"), "wlp/usr/shared/resources/native");

    @Test
    void startsFromTheArchiveOfClassesThatPrimingLeavesAndTheLibrariesThatAreInstalled()
            throws IOException, InterruptedException {
        try (RunningServer running = RunningServer.startPrimed("primed", Map.of())) {
            long pid = running.server().process().orElseThrow().pid();
            Path mapped = Path.of("/proc/" + pid + "/maps");
            assumeThat(mapped).exists(); // Linux alone tells what a process has mapped
            assertThat(Files.readString(mapped))
                    .contains("classes.jsa")
                    .contains(installed("libonnxruntime.so"))
                    .contains(installed("libonnxruntime4j_jni.so"))
                    .contains(installed("libtokenizers.so"));
        }
    }

    private static String installed(String library) throws IOException {
        return NATIVE.resolve(library).toRealPath().toString();
    }
}
