package org.esmap.ai.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.RunningServer;
import org.esmap.ai.server.system.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Buttons that are clicked twice, or in rows of tables that somebody else changes while they are looked at. */
@ExtendWith(SystemTest.class)
class RowButtonsIT {
    private static final String MODEL = "energy-summarizer";
    private static final String NETWORK = "climate-bert";

    private final RunningServer running;

    RowButtonsIT(RunningServer running) {
        this.running = running;
    }

    @Test
    void revokesTheKeyThatTheButtonNamesThoughANewerOneStandsInItsRow() throws IOException, InterruptedException {
        makeKey("shown-first");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("admin", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open("/console/keys.xhtml");
            browser.await("Revoke shown-first");
            makeKey("made-meanwhile");

            browser.click("keys:revoke:shown-first");

            browser.await("The key shown-first is revoked.", "Revoke made-meanwhile");
            assertThat(browser.has("keys:revoke:shown-first")).isFalse();
        }
    }

    @Test
    void showsTheSecretOfAKeyThatADoubleClickMakes() {
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("admin", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open("/console/keys.xhtml");
            browser.type("make:name", "clicked-twice");

            browser.doubleClick("make:go");

            browser.await("Secret of the new key", "The key clicked-twice is made.");
        }
    }

    private void makeKey(String name) throws IOException, InterruptedException {
        Caller admin = new Caller(running).as("admin");
        String key = "{\"name\":\"" + name + "\",\"role\":\"client\"}";
        assertThat(admin.send(admin.request("/keys")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(key)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void deletesTheScheduleThatTheButtonNamesThoughAnotherStandsInItsRow() throws IOException, InterruptedException {
        schedule(MODEL);
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open("/console/schedules.xhtml");
            browser.await("Delete " + MODEL);
            schedule(NETWORK);

            browser.click("schedules:delete:" + MODEL);

            browser.await("The schedule of " + MODEL + " is gone.", "Delete " + NETWORK);
            browser.click("schedules:delete:" + NETWORK);
            browser.await("The schedule of " + NETWORK + " is gone.");
        }
    }

    /** Due once a year. */
    private void schedule(String model) throws IOException, InterruptedException {
        Caller operator = new Caller(running).as("operator");
        String plan = "{\"cron\":\"0 3 1 1 *\",\"source\":\"" + SystemTest.updates() + "\",\"strategy\":\"canary\"}";
        HttpResponse<String> response = operator.send(operator.request("/models/" + model + "/schedule")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(plan)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
