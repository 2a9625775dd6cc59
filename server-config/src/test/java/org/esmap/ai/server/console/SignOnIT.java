package org.esmap.ai.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.esmap.ai.server.system.Caller;
import org.esmap.ai.server.system.RunningServer;
import org.esmap.ai.server.system.SystemTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How people come into the console, and out of it. */
@ExtendWith(SystemTest.class)
class SignOnIT {
    private static final String PAGE = "/console/model.xhtml?id=energy-summarizer";

    private final RunningServer running;

    SignOnIT(RunningServer running) {
        this.running = running;
    }

    @Test
    void keepsOutWhoDoesNotKnowThePassword() {
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
    void endsTheSignOnWithTheLogOutWhoeverKeptTheCookie() throws IOException, InterruptedException {
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
        try (Browser browser = new Browser(running.server().address().toString())) {
            browser.logIn("operator", RunningServer.PASSWORD);
            browser.await("The last hour");
            String kept = "JSESSIONID=" + browser.cookie("JSESSIONID");
            Caller caller = new Caller(running);

            assertThat(caller.send(caller.request("/console/login.xhtml").header("Cookie", kept)))
                    .returns(200, HttpResponse::statusCode);
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

    private int statusOfKeys(String cookie) throws IOException, InterruptedException {
        Caller caller = new Caller(running);
        return caller.send(caller.request("/keys").header("Cookie", cookie)).statusCode();
    }

    private URI at(String path) {
        return running.server().address().resolve(path);
    }
}
