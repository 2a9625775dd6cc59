package org.esmap.ai.server.console;

import static org.assertj.core.api.Assertions.assertThat;

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
