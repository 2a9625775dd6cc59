package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, on the loopback address, with the registry that the start command makes. */
@ExtendWith(SystemTest.class)
class RolesIT {
    private final RunningServer running;
    private final Caller caller;

    RolesIT(RunningServer running) {
        this.running = running;
        this.caller = new Caller(running);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /models,                       nobody,   200",
        "GET,  /audit,                        nobody,   401",
        "GET,  /audit,                        client,   403",
        "GET,  /audit,                        viewer,   200",
        "GET,  /keys,                         viewer,   403",
        "GET,  /keys,                         operator, 403",
        "GET,  /keys,                         admin,    200",
        "POST, /models/climate-bert/rollback, nobody,   401",
        "POST, /models/climate-bert/rollback, viewer,   403",
        "POST, /models/climate-bert/rollback, client,   403",
        "GET,  /models/climate-bert/history,  nobody,   401",
        "GET,  /models/climate-bert/history,  viewer,   200",
    })
    void answersOnlyWhoMayAsk(String method, String path, String user, int status) throws Exception {
        HttpRequest.Builder request = caller.request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? "{}" : ""));
        if (!user.equals("nobody")) {
            request.header("Authorization", Caller.basic(user, RunningServer.PASSWORD));
        }

        HttpResponse<String> response = caller.send(request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"admin, ''", "admin, ${AI_ADMIN_PASSWORD}", "admin, admin", "root, a password of the test"})
    void knowsNoOtherPasswordAndNoOtherUser(String user, String password) throws Exception {
        HttpResponse<String> response =
                caller.send(caller.request("/audit").header("Authorization", Caller.basic(user, password)));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void slowsDownWhoGuessesPasswords() throws Exception {
        Caller guesser = caller.with("Authorization", Caller.basic("nobody-in-particular", "guessed"));
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.get("/audit").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> braked = guesser.get("/models");

        assertThat(braked.statusCode()).isEqualTo(429);
        assertThat(braked.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 30L);
        assertThat(Caller.json(braked).path("code").asText()).isEqualTo("too-many-attempts");
        assertThat(caller.as("viewer").get("/audit").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,         https://elsewhere.example, 403",
        "Origin,         http://localhost:1,        403",
        "Sec-Fetch-Site, same-site,                 403",
        "Sec-Fetch-Site, cross-site,                403",
        "Sec-Fetch-Site, same-origin,               404",
    })
    void changesNothingForACookieThatAnotherSiteSent(String header, String value, int status) throws Exception {
        String cookie = caller.as("operator")
                .get("/audit")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
        Caller browser = caller.with("Cookie", cookie);
        assertThat(browser.get("/audit").statusCode()).isEqualTo(200);

        HttpResponse<String> response = browser.send(browser.request("/models/nobody/rollback")
                .header("Content-Type", "application/json")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void changesNothingForAPasswordThatABrowserSentAlongWithAnotherSitesPage() throws Exception {
        HttpResponse<String> response = caller.as("operator")
                .send(caller.as("operator")
                        .request("/models/nobody/rollback")
                        .header("Origin", "https://elsewhere.example")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
    }

    @Test
    void letsNoPageOfAnotherSiteReadTheMetrics() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.request("/metrics").header("Origin", "https://elsewhere.example"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void believesNobodyWhoSaysThatARequestCameOtherwiseThanItDid() throws Exception {
        HttpResponse<String> response = caller.send(caller.request("/console/").header("$WSSN", "elsewhere.example"));

        assertThat(response.headers().firstValue("Location"))
                .contains(running.server().address() + "/console/login.xhtml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/audit.xhtml",
                "/console/jakarta.faces.resource/../audit.xhtml",
                "/console/jakarta.faces.resource/%2e%2e/audit.xhtml",
                "/console/jakarta.faces.resource/x/../../overview.xhtml",
                "/console/login.xhtml/../audit.xhtml",
                "/console//audit.xhtml",
                "/console/./audit.xhtml",
                "/console;x=1/audit.xhtml",
                "/console/audit.xhtml;jsessionid=1",
            })
    void showsNoPageOfTheConsoleToAStrangerWhateverTheDetour(String path) throws Exception {
        URI address = URI.create(running.server().address() + path);

        HttpResponse<String> response =
                running.http().send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isBetween(300, 499);
        assertThat(response.body()).doesNotContain("The chain of hashes").doesNotContain("The last hour");
    }
}
