package org.esmap.ai.server.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenPortIT {
    @Test
    void endsAServerInTheForegroundWhosePortIsTaken(@TempDir Path folder) throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path said = folder.resolve("said");
            Path command = Path.of(System.getProperty("ai.home"), "bin", "ai").toAbsolutePath();
            ProcessBuilder process = new ProcessBuilder("sh", command.toString(), "run")
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            process.environment().put("AI_DATA", folder.resolve("data").toString());
            process.environment().put("AI_HOST", "127.0.0.1");
            process.environment().put("AI_HTTP_PORT", Integer.toString(taken.getLocalPort()));
            process.environment().put("AI_HTTPS_PORT", "0");
            process.environment().put("WLP_OUTPUT_DIR", folder.resolve("output").toString());
            process.environment().put("JVM_ARGS", "-XX:TieredStopAtLevel=1");
            process.environment().put("JAVA_HOME", System.getProperty("java.home"));

            Process running = process.start();
            try {
                assertThat(running.waitFor(5, TimeUnit.MINUTES))
                        .as("ended by itself")
                        .isTrue();
                assertThat(said).content(UTF_8).contains("CWWKO0221E").contains("port " + taken.getLocalPort());
            } finally {
                running.destroyForcibly();
            }
        }
    }
}
