package org.esmap.ai.server.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.esmap.ai.server.start.InstalledCommand.write;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.esmap.ai.server.start.InstalledCommand.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartCommandIT {
    @TempDir
    private Path temporary;

    private Path home;
    private InstalledCommand command;

    @BeforeEach
    void install() throws IOException {
        command = new InstalledCommand(temporary);
        home = command.home();
    }

    @Test
    void letsTheContainerLookForFeaturesAgainWhereAChoiceHasChanged() throws IOException, InterruptedException {
        Map<String, String> directory = Map.of("AI_IDENTITY", "ldap");
        Map<String, String> network = Map.of("AI_IDENTITY", "ldap", "AI_HOST", "0.0.0.0");

        assertThat(command.start(Map.of()).about("called")).containsExactly("called: start esmap-ai --clean");
        assertThat(command.start(Map.of()).about("called")).containsExactly("called: start esmap-ai");
        assertThat(command.start(directory).about("called")).containsExactly("called: start esmap-ai --clean");
        assertThat(command.start(directory).about("called")).containsExactly("called: start esmap-ai");
        assertThat(command.start(network).about("called")).containsExactly("called: start esmap-ai --clean");
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
        assertThat(command.start(Map.of("AI_HOST", host)).about("options"))
                .singleElement()
                .asString()
                .contains("-Dai.exposure=" + exposure + " ");
    }

    @Test
    void takesWhatIsSetToNothingForNotSet() throws IOException, InterruptedException {
        assertThat(command.start(Map.of("AI_HOST", "")).about("host")).containsExactly("host: the default");
        assertThat(command.start(Map.of("AI_HOST", "*")).about("host")).containsExactly("host: *");
    }

    /** By Turkish rules ai.host would be read from Aİ_HOST. */
    @Test
    void hasVariablesReadByTheirNamesWhateverTheLanguageOfTheMachine() throws IOException, InterruptedException {
        assertThat(command.start(Map.of("LC_ALL", "tr_TR.UTF-8")).about("options"))
                .singleElement()
                .asString()
                .contains(" -Duser.language=en -Duser.country=US ");
    }

    @Test
    void findsItsServerFromALinkToTheCommand() throws IOException, InterruptedException {
        Path installed = write(home.resolve("bin/ai"), Files.readString(InstalledCommand.COMMAND));
        Path link = Files.createSymbolicLink(temporary.resolve("ai"), installed);

        Said said = command.runAt(link, "start");

        assertThat(said.about("called")).as(said.toString()).containsExactly("called: start esmap-ai --clean");
    }

    @Test
    void keepsEveryPasswordOnALineOfItsOwnWhateverAnEditorLeft() throws IOException, InterruptedException {
        Path passwords = write(home.resolve("data/secrets/passwords"), "AI_CLIENT_PASSWORD=as it was");

        command.start(Map.of());

        assertThat(Files.readAllLines(passwords))
                .contains("AI_CLIENT_PASSWORD=as it was")
                .anyMatch(line -> line.matches("AI_KEYSTORE_PASSWORD=[A-Za-z0-9]{24}"))
                .doesNotContain("")
                .hasSize(5);
    }

    @Test
    void startsNothingWithUsersFromNowhere() throws IOException, InterruptedException {
        assertThat(command.refused(Map.of("AI_IDENTITY", "lpad")))
                .isEqualTo("AI_IDENTITY is 'lpad', which this server does not know. Set it to local, ldap or oidc.");
    }

    /** As one whose folder another user owns; root may read whatever there is. */
    @Test
    void saysThatItCannotReadItsServer() throws IOException, InterruptedException {
        Path settings = home.resolve("wlp/usr/servers/esmap-ai");
        Files.move(settings, temporary.resolve("elsewhere"));

        assertThat(command.refused(Map.of()))
                .isEqualTo("Cannot read " + settings + ". Run this as the user who owns " + home
                        + ", or hand that over with chown -R.");
    }

    @Test
    void handsTheTrustedCertificatesOverFromWhereverItIsCalled() throws IOException, InterruptedException {
        Path certificates = write(temporary.resolve("authority.pem"), "");

        assertThat(command.start(Map.of("AI_TRUSTED_CERTIFICATES", "authority.pem"))
                        .about("trusts"))
                .containsExactly("trusts: " + certificates.toRealPath());
        assertThat(command.refused(Map.of("AI_TRUSTED_CERTIFICATES", "nowhere.pem")))
                .isEqualTo("AI_TRUSTED_CERTIFICATES: cannot read 'nowhere.pem'.");
    }

    @Test
    void saysWhichPortIsTakenWhereverTheLogLies() throws IOException, InterruptedException {
        Path log = write(temporary.resolve("a log/messages.log"), "I all is well\n");
        write(
                home.resolve("logging"),
                "{\"message\":\"CWWKO0221E: port 9080 is in use\",\"ibm_messageId\":\"CWWKO0221E\"}\n");
        write(home.resolve("failing"), "");

        Said said = command.run("start", Map.of("LOG_DIR", log.getParent().toString()));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.lines()).contains("CWWKO0221E: port 9080 is in use");
    }

    @Test
    void blamesNoLogOfAnotherStart() throws IOException, InterruptedException {
        write(home.resolve("wlp/usr/servers/esmap-ai/logs/messages.log"), "E CWWKO0221E: port 9080 is in use\n");
        write(home.resolve("failing"), "");

        Said said = command.run("start", Map.of());

        assertThat(said.status()).isEqualTo(22);
        assertThat(said.lines()).noneMatch(line -> line.contains("CWWKO0221E"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "run", "prime"})
    void leavesAServerThatRunsAsItIs(String verb) throws IOException, InterruptedException {
        Path archive = write(home.resolve("wlp/usr/servers/esmap-ai/classes.jsa"), "");
        Path choices = write(home.resolve("wlp/usr/servers/esmap-ai/choices"), "what it was started with");
        write(home.resolve("running"), "");

        Said said = command.run(verb, Map.of("AI_IDENTITY", "ldap"));

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.lines()).containsExactly("The server runs; stop it first.");
        assertThat(archive).exists();
        assertThat(choices).content().isEqualTo("what it was started with");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void startsForLongerThanItsTerminalLasts() throws IOException, InterruptedException {
        assertThat(command.run("start", Map.of("HANGS_UP", "yes")).status()).isZero();
    }

    @Test
    void leavesNothingOfAPrimingThatIsInterrupted() throws IOException, InterruptedException {
        Path starting = write(home.resolve("starting"), "");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Process priming = command.begin("prime", Map.of("TMPDIR", empty.toString()));
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
