package org.esmap.ai.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.esmap.ai.server.system.BundleDraft;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.RunningServer;
import org.esmap.ai.server.system.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The story of a version, walked through by an operator in Chromium, and a viewer who may only look. */
@ExtendWith(SystemTest.class)
class ConsoleIT {
    private static final String MODEL = "energy-summarizer";
    private static final String PAGE = "/console/model.xhtml?id=" + MODEL;
    private static final String NETWORK = "climate-bert";

    private final RunningServer running;

    ConsoleIT(RunningServer running) {
        this.running = running;
    }

    @Test
    void walksAVersionFromImportToRollback(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        Path bundle = renumbered(folder);
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");

            browser.open(PAGE);
            browser.await("no version to go back to");
            assertThat(browser.has("rollback:go")).isFalse();
            browser.upload("import:file", bundle);
            browser.click("import:go");
            browser.await(MODEL + " 1.0.1", "UPLOADED");

            browser.click("validation:validate");
            browser.await("VALIDATED");

            browser.open(PAGE);
            browser.choose("promote:version", "1.0.1");
            browser.choose("promote:strategy", "IMMEDIATE");
            browser.type("promote:reason", "a störy for the test");
            browser.click("promote:go");
            browser.await("Version 1.0.1 is being promoted.");
            assertThat(answeringVersion()).isEqualTo("1.0.1");

            browser.type("rollback:reason", "the story ends");
            browser.click("rollback:go");
            browser.await("Rolled back.");
            assertThat(answeringVersion()).isEqualTo("1.0.0");
            browser.await("a störy for the test", "the story ends");

            browser.open("/console/audit.xhtml");
            browser.await("The chain of hashes is whole.", "rollback", "operator");
        }
    }

    @Test
    void importsAnExportOfHuggingFaceAndShowsHowMuchHasArrived(@TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        BundleDraft shipped = bundle(NETWORK);
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open("/console/model.xhtml?id=" + NETWORK);
            browser.type("export:version", "3.0.0");
            browser.upload("export:network", Files.write(folder.resolve("network"), shipped.file("model.onnx")));
            browser.upload("export:tokenizer", Files.write(folder.resolve("words"), shipped.file("tokenizer.json")));
            browser.upload("export:config", Files.writeString(folder.resolve("config"), "{\"model_type\":\"bert\"}"));
            browser.slowUploads(500_000);
            browser.click("export:go");
            browser.awaitForm("export:percent", "[1-9]\\d? %");
            browser.slowUploads(-1);
            browser.await(NETWORK + " 3.0.0", "UPLOADED");

            browser.click("validation:validate");
            browser.await("VALIDATED", "golden");
        }
    }

    @Test
    void saysInTheFormWhyAnImportIsRefused(@TempDir Path folder) throws IOException {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open(PAGE);
            browser.upload("import:file", Files.writeString(folder.resolve("bundle.zip"), "no archive at all"));
            browser.click("import:go");
            browser.await("is empty or not a zip archive");
        }
    }

    @Test
    void letsAViewerLookAndNothingElse() {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("viewer", RunningServer.PASSWORD);
            browser.await("The last hour");
            browser.open(PAGE);
            browser.await("Versions");
            assertThat(browser.has("promote:go")).isFalse();
            assertThat(browser.has("rollback:go")).isFalse();
            assertThat(browser.has("import:file")).isFalse();
            browser.open("/console/keys.xhtml");
            browser.await("Only an administrator sees and makes API keys.");
            assertThat(browser.has("make:go")).isFalse();
        }
    }

    @Test
    void endsTheSignOnWithTheLogOutWhoeverKeptTheCookie() throws IOException, InterruptedException {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("admin", RunningServer.PASSWORD);
            browser.await("The last hour");
            String kept = "ESMAP_AI=" + browser.cookie("ESMAP_AI");
            assertThat(statusOfKeys(kept)).isEqualTo(200);

            browser.click("session:logout");
            browser.await("Password");

            assertThat(statusOfKeys(kept)).isEqualTo(401);
            browser.logIn("admin", RunningServer.PASSWORD);
            browser.await("The last hour");
        }
    }

    /** It ends two hours after the log-in; the session lives on while the page that is open asks for news. */
    @Test
    void showsTheFormToWhoseSignOnHasEndedBeforeTheSession() throws IOException, InterruptedException {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");
            String kept = "JSESSIONID=" + browser.cookie("JSESSIONID");
            Caller caller = new Caller(running);

            assertThat(caller.send(caller.request("/console/login.xhtml").header("Cookie", kept)))
                    .returns(200, HttpResponse::statusCode);
        }
    }

    private int statusOfKeys(String cookie) throws IOException, InterruptedException {
        Caller caller = new Caller(running);
        return caller.send(caller.request("/keys").header("Cookie", cookie)).statusCode();
    }

    @Test
    void keepsOutWhoDoesNotKnowThePassword() {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", "guessed");
            browser.await("The name or the password is wrong.");
            browser.open(PAGE);
            browser.await("Password");
            assertThat(browser.has("login:enter")).isTrue();
        }
    }

    @Test
    void givesNoSessionToWhomItDoesNotKnow() throws IOException, InterruptedException {
        HttpRequest.Builder guess = HttpRequest.newBuilder(at("/console/login.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("login_SUBMIT=1&login:name=nobody&login:password=guessed"
                        + "&login:enter=x&jakarta.faces.ViewState=stateless&primefaces.nonce=bm9uY2U="));

        for (HttpRequest request : new HttpRequest[] {
            HttpRequest.newBuilder(at("/console/login.xhtml")).build(),
            HttpRequest.newBuilder(at("/console/")).build(),
            HttpRequest.newBuilder(at(PAGE)).build(),
            guess.build(),
        }) {
            HttpResponse<String> response = running.http().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.headers().allValues("Set-Cookie"))
                    .as(request + ": " + response.body())
                    .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        }
    }

    @Test
    void showsThePageThatWasAskedForOnceSomebodyHasLoggedIn() {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.open("/console/version.xhtml?model=energy-ner&number=1.0.0");
            browser.type("login:name", "viewer");
            browser.type("login:password", "guessed");
            browser.click("login:enter");
            browser.type("login:name", "viewer");
            browser.type("login:password", RunningServer.PASSWORD);
            browser.click("login:enter");
            browser.await("Digest");
        }
    }

    /** Its session and whatever the server knew of it is gone. */
    @Test
    void logsInFromAPageThatWasOpenedLongAgo() {
        assumeTrue(Browser.installed(), "Chromium and its driver are not installed; .ci/run installs them");
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.open("/console/login.xhtml");
            browser.type("login:name", "viewer");
            browser.type("login:password", RunningServer.PASSWORD);
            browser.forgetCookies();
            browser.click("login:enter");
            browser.await("The last hour");
        }
    }

    @Test
    void refusesFormsOfOtherSites() throws IOException, InterruptedException {
        HttpRequest forged = HttpRequest.newBuilder(at("/console/login.xhtml"))
                .header("Origin", "https://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("login_SUBMIT=1"))
                .build();

        assertThat(running.http()
                        .send(forged, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
    }

    private String answeringVersion() throws IOException, InterruptedException {
        String question = "{\"model\":\"" + MODEL + "\",\"input\":\"Solar power grew. Wind power grew as well. "
                + "Prices fell.\",\"options\":{\"cache\":false}}";
        HttpRequest request = HttpRequest.newBuilder(at("/inference"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        String body = running.http()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return body.replaceFirst("(?s).*\"version\":\"([^\"]+)\".*", "$1");
    }

    /** The live bundle under a new number, which is what an operator would begin a version with. */
    private Path renumbered(Path folder) throws IOException, InterruptedException {
        return Files.write(
                folder.resolve("bundle.zip"), bundle(MODEL).numbered("1.0.1").archive());
    }

    private BundleDraft bundle(String model) throws IOException, InterruptedException {
        return new BundleDraft(
                new Caller(running).as("operator").download("/models/" + model + "/versions/1.0.0/bundle"));
    }

    private URI at(String path) {
        return running.server().address().resolve(path);
    }
}
