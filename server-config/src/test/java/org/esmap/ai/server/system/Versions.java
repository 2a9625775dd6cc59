package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The versions of one model, as an operator handles them over HTTP. */
final class Versions {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Caller operator;
    private final String model;

    Versions(RunningServer running, String model) {
        this.operator = new Caller(running).as("operator");
        this.model = model;
    }

    /** The bundle that ships, to make a version of. */
    BundleDraft shipped() throws IOException, InterruptedException {
        return new BundleDraft(operator.download(path("/versions/1.0.0/bundle")));
    }

    HttpResponse<String> upload(byte[] archive, String... headers) throws IOException, InterruptedException {
        return operator.send(request("/versions", headers)
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(archive)));
    }

    /** Imports the shipped bundle under another number and has it validated. */
    void bring(String version) throws IOException, InterruptedException {
        bring(version, shipped().numbered(version));
    }

    void bring(String version, BundleDraft draft) throws IOException, InterruptedException {
        expect(upload(draft.archive()), 201);
        assertThat(validated(version).path("state").asText()).isEqualTo("VALIDATED");
    }

    /** Validates a version and waits for what comes of it. */
    JsonNode validated(String version) throws IOException, InterruptedException {
        expect(validate(version), 202);
        return await("/versions/" + version, one -> !one.path("state").asText().equals("VALIDATING"));
    }

    HttpResponse<String> validate(String version, String... headers) throws IOException, InterruptedException {
        return operator.send(
                request("/versions/" + version + "/validate", headers).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> promote(String version, String strategy, int percent, String... headers)
            throws IOException, InterruptedException {
        ObjectNode how = Caller.JSON
                .createObjectNode()
                .put("strategy", strategy)
                .put("percent", percent)
                .put("bakeSeconds", 600)
                .put("reason", "a test of " + version);
        return operator.send(change("/versions/" + version + "/promote", how, headers));
    }

    JsonNode rollBack() throws IOException, InterruptedException {
        ObjectNode why = Caller.JSON.createObjectNode().put("reason", "the test is over");
        return expect(operator.send(change("/rollback", why)), 200);
    }

    HttpResponse<String> schedule(String source) throws IOException, InterruptedException {
        ObjectNode plan = Caller.JSON
                .createObjectNode()
                .put("cron", "* * * * *")
                .put("source", source)
                .put("strategy", "immediate");
        return operator.send(operator.request(path("/schedule"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(plan.toString())));
    }

    void unschedule() throws IOException, InterruptedException {
        assertThat(operator.send(operator.request(path("/schedule")).DELETE()).statusCode())
                .isEqualTo(204);
    }

    private HttpRequest.Builder change(String path, JsonNode body, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = operator.request(path(path));
        return headers.length > 0 ? request.headers(headers) : request;
    }

    JsonNode deployment() throws IOException, InterruptedException {
        return get("/versions").path("deployment");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return expect(operator.get(path(path)), 200);
    }

    /** Asks again and again until an answer is as it should be. */
    JsonNode await(String path, Predicate<JsonNode> done) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode seen = get(path);
        while (!done.test(seen)) {
            assertThat(System.nanoTime()).as(seen.toString()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            seen = get(path);
        }
        return seen;
    }

    private String path(String rest) {
        return "/models/" + model + rest;
    }

    static JsonNode expect(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return Caller.json(response);
    }
}
