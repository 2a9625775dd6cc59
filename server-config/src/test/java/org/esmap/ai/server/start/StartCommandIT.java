package org.esmap.ai.server.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start command with a container that only writes down how it was called. */
class StartCommandIT {
    private static final Path COMMAND =
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

    @TempDir
    private Path temporary;

    private Path home;

    @BeforeEach
    void installTheContainer() throws IOException {
        home = temporary.resolve("a home");
        Path server = home.resolve("wlp/usr/servers/esmap-ai");
        write(home.resolve("wlp/bin/server"), CONTAINER);
        write(server.resolve("logs/messages.log"), "");
        write(server.resolve("includes/identity-local.xml"), "");
        write(server.resolve("includes/identity-ldap.xml"), "");
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private record Said(int status, List<String> lines) {
        List<String> about(String what) {
            return lines.stream().filter(line -> line.startsWith(what + ": ")).toList();
        }
    }

    private Process begin(Path command, String verb, Map<String, String> variables) throws IOException {
        ProcessBuilder process = new ProcessBuilder("sh", command.toString(), verb)
                .directory(temporary.toFile())
                .redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.matches("(AI|WLP|LOG)_.*|JVM_ARGS"));
        process.environment().putAll(variables);
        return process.start();
    }

    private Said run(Path command, String verb, Map<String, String> variables)
            throws IOException, InterruptedException {
        Process started = begin(command, verb, variables);
        String said = new String(started.getInputStream().readAllBytes(), UTF_8);
        return new Said(started.waitFor(), said.lines().toList());
    }

    private Said run(String verb, Map<String, String> variables) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(variables);
        all.put("AI_HOME", home.toString());
        return run(COMMAND, verb, all);
    }

    private Said start(Map<String, String> variables) throws IOException, InterruptedException {
        Said said = run("start", variables);
        assertThat(said.status()).as(said.toString()).isZero();
        return said;
    }

    private String refused(Map<String, String> variables) throws IOException, InterruptedException {
        Said said = run("start", variables);
        assertThat(said.status()).isEqualTo(1);
        return String.join("\n", said.lines());
    }

    @Test
    void letsTheContainerLookForFeaturesAgainWhereAChoiceHasChanged() throws IOException, InterruptedException {
        Map<String, String> directory = Map.of("AI_IDENTITY", "ldap");
        Map<String, String> network = Map.of("AI_IDENTITY", "ldap", "AI_HOST", "0.0.0.0");

        assertThat(start(Map.of()).about("called")).containsExactly("called: start esmap-ai --clean");
        assertThat(start(Map.of()).about("called")).containsExactly("called: start esmap-ai");
        assertThat(start(directory).about("called")).containsExactly("called: start esmap-ai --clean");
        assertThat(start(directory).about("called")).containsExactly("called: start esmap-ai");
        assertThat(start(network).about("called")).containsExactly("called: start esmap-ai --clean");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, loopback",
        "127.0.0.1, loopback",
        "::1, loopback",
        "'', loopback",
        "*, network",
        "127.0.0.1.example.org, network",
        "127.example.org, network",
    })
    void takesNamesForReachableWhateverTheyBeginWith(String host, String exposure)
            throws IOException, InterruptedException {
        assertThat(start(Map.of("AI_HOST", host)).about("options"))
                .singleElement()
                .asString()
                .contains("-Dai.exposure=" + exposure + " ");
    }

    @Test
    void takesWhatIsSetToNothingForNotSet() throws IOException, InterruptedException {
        assertThat(start(Map.of("AI_HOST", "")).about("host")).containsExactly("host: the default");
        assertThat(start(Map.of("AI_HOST", "*")).about("host")).containsExactly("host: *");
    }

    /** By Turkish rules ai.host would be read from Aİ_HOST. */
    @Test
    void hasVariablesReadByTheirNamesWhateverTheLanguageOfTheMachine() throws IOException, InterruptedException {
        assertThat(start(Map.of("LC_ALL", "tr_TR.UTF-8")).about("options"))
                .singleElement()
                .asString()
                .contains(" -Duser.language=en -Duser.country=US ");
    }

    @Test
    void findsItsServerFromALinkToTheCommand() throws IOException, InterruptedException {
        Path command = home.resolve("bin/ai");
        write(command, Files.readString(COMMAND));
        Path link = Files.createSymbolicLink(temporary.resolve("ai"), command);

        Said said = run(link, "start", Map.of());

        assertThat(said.about("called")).as(said.toString()).containsExactly("called: start esmap-ai --clean");
    }

    @Test
    void keepsEveryPasswordOnALineOfItsOwnWhateverAnEditorLeft() throws IOException, InterruptedException {
        Path passwords = write(home.resolve("data/secrets/passwords"), "AI_CLIENT_PASSWORD=as it was");

        start(Map.of());

        assertThat(Files.readAllLines(passwords))
                .contains("AI_CLIENT_PASSWORD=as it was")
                .anyMatch(line -> line.matches("AI_KEYSTORE_PASSWORD=[A-Za-z0-9]{24}"))
                .doesNotContain("")
                .hasSize(5);
    }

    @Test
    void startsNothingWithUsersFromNowhere() throws IOException, InterruptedException {
        assertThat(refused(Map.of("AI_IDENTITY", "lpad")))
                .isEqualTo("AI_IDENTITY is 'lpad', which this server does not know. Set it to local, ldap or oidc.");
    }

    /** As one whose folder another user owns; root may read whatever there is. */
    @Test
    void saysThatItCannotReadItsServer() throws IOException, InterruptedException {
        Path settings = home.resolve("wlp/usr/servers/esmap-ai");
        Files.move(settings, temporary.resolve("elsewhere"));

        assertThat(refused(Map.of()))
                .isEqualTo("Cannot read " + settings + ". Run this as the user who owns " + home
                        + ", or hand that over with chown -R.");
    }

    @Test
    void handsTheTrustedCertificatesOverFromWhereverItIsCalled() throws IOException, InterruptedException {
        Path certificates = write(temporary.resolve("authority.pem"), "");

        assertThat(start(Map.of("AI_TRUSTED_CERTIFICATES", "authority.pem")).about("trusts"))
                .containsExactly("trusts: " + certificates.toRealPath());
        assertThat(refused(Map.of("AI_TRUSTED_CERTIFICATES", "nowhere.pem")))
                .isEqualTo("AI_TRUSTED_CERTIFICATES: cannot read 'nowhere.pem'.");
    }

    @Test
    void saysWhichPortIsTakenWhereverTheLogLies() throws IOException, InterruptedException {
        Path log = write(temporary.resolve("a log/messages.log"), "I all is well\n");
        write(
                home.resolve("logging"),
                "{\"message\":\"CWWKO0221E: port 9080 is in use\",\"ibm_messageId\":\"CWWKO0221E\"}\n");
        write(home.resolve("failing"), "");

        Said said = run("start", Map.of("LOG_DIR", log.getParent().toString()));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.lines()).contains("CWWKO0221E: port 9080 is in use");
    }

    @Test
    void blamesNoLogOfAnotherStart() throws IOException, InterruptedException {
        write(home.resolve("wlp/usr/servers/esmap-ai/logs/messages.log"), "E CWWKO0221E: port 9080 is in use\n");
        write(home.resolve("failing"), "");

        Said said = run("start", Map.of());

        assertThat(said.status()).isEqualTo(22);
        assertThat(said.lines()).noneMatch(line -> line.contains("CWWKO0221E"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "run", "prime"})
    void leavesAServerThatRunsAsItIs(String verb) throws IOException, InterruptedException {
        Path archive = write(home.resolve("wlp/usr/servers/esmap-ai/classes.jsa"), "");
        Path choices = write(home.resolve("wlp/usr/servers/esmap-ai/choices"), "what it was started with");
        write(home.resolve("running"), "");

        Said said = run(verb, Map.of("AI_IDENTITY", "ldap"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.lines()).containsExactly("The server runs; stop it first.");
        assertThat(archive).exists();
        assertThat(choices).content().isEqualTo("what it was started with");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void startsForLongerThanItsTerminalLasts() throws IOException, InterruptedException {
        assertThat(run("start", Map.of("HANGS_UP", "yes")).status()).isZero();
    }

    @Test
    void leavesNothingOfAPrimingThatIsInterrupted() throws IOException, InterruptedException {
        Path starting = write(home.resolve("starting"), "");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Process priming = begin(COMMAND, "prime", Map.of("AI_HOME", home.toString(), "TMPDIR", empty.toString()));
        BufferedReader said = priming.inputReader(UTF_8);
        String first = said.readLine();

        priming.toHandle().destroy();
        Files.delete(starting);

        assertThat(first).isEqualTo("called: start esmap-ai --clean");
        assertThat(said.lines()).contains("called: stop esmap-ai");
        assertThat(priming.waitFor()).isEqualTo(1);
        assertThat(empty).isEmptyDirectory();
    }
}
