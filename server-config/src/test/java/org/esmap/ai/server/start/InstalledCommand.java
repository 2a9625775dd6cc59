package org.esmap.ai.server.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The start command in an installation whose container only writes down how it was called. */
final class InstalledCommand {
    static final Path COMMAND =
            Path.of(System.getProperty("ai.home"), "bin", "ai").toAbsolutePath();

    /**
     * Writes down its arguments, options and trust; runs where there is a file {@code running}, starts for as long as
     * there is one {@code starting}, and fails where there is one {@code failing}. Logs what is in a file {@code logging}.
     * Its terminal hangs up where {@code HANGS_UP} is set.
     */
    private static final String CONTAINER = """
            [ "$1" != status ] || exec test -f "$AI_HOME/running"
            echo "called: $*"
            echo "host: ${AI_HOST-the default}"
            echo "options: $JVM_ARGS"
            echo "trusts: ${cert_defaultKeyStore:-}"
            while [ "$1" = start ] && [ -f "$AI_HOME/starting" ]; do sleep 0.1; done
            [ -z "${HANGS_UP:-}" ] || kill -s HUP $$
            [ ! -f "$AI_HOME/logging" ] || cat "$AI_HOME/logging" >>"$LOG_DIR/messages.log"
            [ ! -f "$AI_HOME/failing" ] || exit 22
            """;

    private final Path folder;
    private final Path home;

    /** An installation in {@code folder}, from which the command is called. */
    InstalledCommand(Path folder) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("a home");
        Path server = home.resolve("wlp/usr/servers/esmap-ai");
        write(home.resolve("wlp/bin/server"), CONTAINER);
        write(server.resolve("logs/messages.log"), "");
        write(server.resolve("includes/identity-local.xml"), "");
        write(server.resolve("includes/identity-ldap.xml"), "");
    }

    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** How a call ended and what it said. */
    record Said(int status, List<String> lines) {
        List<String> about(String what) {
            return lines.stream().filter(line -> line.startsWith(what + ": ")).toList();
        }
    }

    Path home() {
        return home;
    }

    Process begin(String verb, Map<String, String> variables) throws IOException {
        Map<String, String> all = new HashMap<>(variables);
        all.put("AI_HOME", home.toString());
        return begin(COMMAND, verb, all);
    }

    private Process begin(Path command, String verb, Map<String, String> variables) throws IOException {
        ProcessBuilder process = new ProcessBuilder("sh", command.toString(), verb)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.matches("(AI|WLP|LOG)_.*|JVM_ARGS"));
        process.environment().putAll(variables);
        return process.start();
    }

    private static Said ended(Process started) throws IOException, InterruptedException {
        String said = new String(started.getInputStream().readAllBytes(), UTF_8);
        return new Said(started.waitFor(), said.lines().toList());
    }

    Said run(String verb, Map<String, String> variables) throws IOException, InterruptedException {
        return ended(begin(verb, variables));
    }

    /** Runs the command where {@code command} lies, which is to find out by itself whose it is. */
    Said runAt(Path command, String verb) throws IOException, InterruptedException {
        return ended(begin(command, verb, Map.of()));
    }

    Said start(Map<String, String> variables) throws IOException, InterruptedException {
        Said said = run("start", variables);
        assertThat(said.status()).as(said.toString()).isZero();
        return said;
    }

    /** What it says where it does not start. */
    String refused(Map<String, String> variables) throws IOException, InterruptedException {
        Said said = run("start", variables);
        assertThat(said.status()).isEqualTo(1);
        return String.join("\n", said.lines());
    }
}
