package org.esmap.ai.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.esmap.ai.server.console.Browser;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AI_IDENTITY=ldap}: the assembled server, set up as docs/operations.md says, with a directory that speaks TLS. */
class LdapIT {
    @TempDir
    private static Path folder;

    private static Directory directory;
    private static RunningServer running;

    @BeforeAll
    static void start() throws Exception {
        OwnCertificate certificate = new OwnCertificate(folder);
        directory = new Directory(certificate);
        Map<String, String> variables = new HashMap<>(directory.variables());
        variables.put("AI_TRUSTED_CERTIFICATES", certificate.pem().toString());
        running = RunningServer.start("ldap", variables);
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        directory.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /audit,                        victor, 200",
        "GET,  /audit,                        carla,  403",
        "GET,  /audit,                        henri,  403",
        "GET,  /keys,                         olga,   403",
        "GET,  /keys,                         ada,    200",
        "POST, /models/climate-bert/rollback, victor, 403",
        "POST, /models/climate-bert/rollback, olga,   409",
        // the users of the start command are not there
        "GET,  /audit,                        admin,  401",
    })
    void givesPeopleTheRolesOfTheirGroups(String method, String path, String user, int status) throws Exception {
        HttpResponse<String> response = answer(method, path, user, RunningServer.PASSWORD);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"victor, ''", "victor, guessed", "'*', a password of the test", "'vic*', a password of the test"})
    void knowsNobodyElse(String user, String password) throws Exception {
        assertThat(answer("GET", "/audit", user, password).statusCode()).isEqualTo(401);
    }

    @Test
    void letsPeopleOfTheDirectoryIntoTheConsole() {
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("olga", RunningServer.PASSWORD);
            browser.await("The last hour");
        }
    }

    private static HttpResponse<String> answer(String method, String path, String user, String password)
            throws Exception {
        Caller caller = new Caller(running);
        return caller.send(caller.request(path)
                .header("Authorization", Caller.basic(user, password))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : "")));
    }
}
