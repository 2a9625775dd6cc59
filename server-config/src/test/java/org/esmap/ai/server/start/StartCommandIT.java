package org.esmap.ai.server.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start command with a container that only writes down how it was called. */
class StartCommandIT {
    private static final Path COMMAND =
            Path.of(System.getProperty("ai.home"), "bin", "ai").toAbsolutePath();

    @TempDir
    private Path home;

    private List<String> start(Map<String, String> variables) throws IOException, InterruptedException {
        Path server = home.resolve("wlp/bin/server");
        Files.createDirectories(server.getParent());
        Files.createDirectories(home.resolve("wlp/usr/servers/esmap-ai/logs"));
        Files.writeString(home.resolve("wlp/usr/servers/esmap-ai/logs/messages.log"), "");
        Files.writeString(server, "echo \"called: $*\"\n");
        ProcessBuilder process = new ProcessBuilder("sh", COMMAND.toString(), "start").redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("AI_") || name.startsWith("WLP_"));
        process.environment().put("AI_HOME", home.toString());
        process.environment().putAll(variables);
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), UTF_8);
        assertThat(started.waitFor()).as(said).isZero();
        return said.lines().filter(line -> line.startsWith("called: ")).toList();
    }

    @Test
    void letsTheContainerLookForFeaturesAgainWhereAChoiceHasChanged() throws IOException, InterruptedException {
        Map<String, String> directory = Map.of("AI_IDENTITY", "ldap");
        Map<String, String> network = Map.of("AI_IDENTITY", "ldap", "AI_HOST", "0.0.0.0");

        assertThat(start(Map.of())).containsExactly("called: start esmap-ai --clean");
        assertThat(start(Map.of())).containsExactly("called: start esmap-ai");
        assertThat(start(directory)).containsExactly("called: start esmap-ai --clean");
        assertThat(start(directory)).containsExactly("called: start esmap-ai");
        assertThat(start(network)).containsExactly("called: start esmap-ai --clean");
    }
}
