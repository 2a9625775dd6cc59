package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a version over HTTP, from import to rollback, with what is kept of it. */
@ExtendWith(SystemTest.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleIT {
    private static final String MODEL = "emission-calculator";
    private static final String SCHEDULED = "renewable-forecast";

    private final RunningServer running;
    private final Caller caller;
    private final Versions versions;

    LifecycleIT(RunningServer running) {
        this.running = running;
        this.caller = new Caller(running);
        this.versions = new Versions(running, MODEL);
    }

    /** Due at the next full minute, while the other tests run. */
    @BeforeAll
    static void scheduleAnUpdate(RunningServer running) throws Exception {
        Versions versions = new Versions(running, SCHEDULED);
        versions.shipped().numbered("1.8.0").writeTo(SystemTest.updates().resolve(SCHEDULED));
        Versions.expect(versions.schedule("/etc"), 422);
        Versions.expect(versions.schedule(SystemTest.updates().toString()), 200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void bringsInANewVersionByScheduleFromAnAllowedFolder() throws Exception {
        Versions scheduled = new Versions(running, SCHEDULED);

        scheduled.await("/schedule", seen -> seen.path("lastOutcome").asText().contains("1.8.0"));

        assertThat(scheduled.deployment().path("live").asText()).isEqualTo("1.8.0");
        assertThat(scheduled.get("/versions/1.8.0").path("origin").asText()).isEqualTo("SCHEDULE");
        scheduled.unschedule();
        scheduled.rollBack();
    }

    @Test
    void letsNothingGoLiveThatHasNotBeenValidated() throws Exception {
        byte[] archive = versions.shipped().numbered("1.1.0").archive();
        JsonNode made = Versions.expect(new Upload().file("bundle", archive).send(caller.as("operator"), MODEL), 201);
        assertThat(made.path("state").asText()).isEqualTo("UPLOADED");
        Versions.expect(versions.promote("1.1.0", "immediate", 0), 409);

        JsonNode report = versions.validated("1.1.0").path("report");

        assertThat(report.path("passed").booleanValue()).isTrue();
        assertThat(report.path("checks").findValuesAsText("name"))
                .contains("integrity", "contents", "loads", "golden", "quality", "latency");
        assertThat(report.at("/quality/cases").intValue()).isPositive();
        Versions.expect(versions.promote("1.1.0", "immediate", 0), 200);
        versions.rollBack();
    }

    @Test
    void rejectsAVersionThatFailsItsGoldenCases() throws Exception {
        BundleDraft draft = versions.shipped().numbered("1.1.1");
        String golden = new String(draft.file("golden.jsonl"), StandardCharsets.UTF_8);
        draft.file("golden.jsonl", golden.replaceFirst("0\\.177", "0.178").getBytes(StandardCharsets.UTF_8));
        Versions.expect(versions.upload(draft.archive()), 201);

        JsonNode version = versions.validated("1.1.1");

        assertThat(version.path("state").asText()).isEqualTo("REJECTED");
        assertThat(version.path("report").path("checks").toString()).contains("gives the UK grid of 2025");
        Versions.expect(versions.promote("1.1.1", "immediate", 0), 409);
    }

    @Test
    void refusesABundleThatDiffersFromItsManifest() throws Exception {
        byte[] card = "# Another card\n".getBytes(StandardCharsets.UTF_8);
        BundleDraft draft = versions.shipped().numbered("1.1.2").file("MODEL_CARD.md", card);
        card[0] ^= 1;

        JsonNode problem = Versions.expect(versions.upload(draft.archive()), 422);

        assertThat(problem.path("code").asText()).isEqualTo("invalid-bundle");
        Versions.expect(caller.as("operator").get("/models/" + MODEL + "/versions/1.1.2"), 404);
    }

    @Test
    void actsOnlyOnTheViewThatTheOperatorHasSeen() throws Exception {
        versions.bring("1.2.0");
        long seen = versions.deployment().path("epoch").longValue();
        assertThat(caller.as("viewer")
                        .get("/models/" + MODEL + "/versions/1.2.0")
                        .headers()
                        .firstValue("ETag"))
                .contains("\"" + seen + "\"");

        Versions.expect(versions.promote("1.2.0", "immediate", 0, "If-Match", "\"" + (seen - 1) + "\""), 412);
        Versions.expect(versions.promote("1.2.0", "immediate", 0, "If-Match", "yesterday's"), 422);
        Versions.expect(versions.validate("1.2.0", "If-Match", "\"" + (seen - 1) + "\""), 412);
        byte[] archive = versions.shipped().numbered("1.2.1").archive();
        Versions.expect(versions.upload(archive, "If-Match", "\"" + (seen - 1) + "\""), 412);
        JsonNode made = Versions.expect(versions.promote("1.2.0", "immediate", 0, "If-Match", "\"" + seen + "\""), 200);

        assertThat(made.path("epoch").longValue()).isGreaterThan(seen);
        assertThat(made.path("live").asText()).isEqualTo("1.2.0");
        versions.rollBack();
    }

    @Test
    void answersARepetitionAsTheFirstTime() throws Exception {
        versions.bring("1.3.0");
        String key = UUID.randomUUID().toString();

        JsonNode first = Versions.expect(versions.promote("1.3.0", "immediate", 0, "Idempotency-Key", key), 200);
        HttpResponse<String> second = versions.promote("1.3.0", "immediate", 0, "Idempotency-Key", key);

        assertThat(Versions.expect(second, 200)).isEqualTo(first);
        assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(second.headers().firstValue("ETag"))
                .contains("\"" + first.path("epoch").asText() + "\"");
        Versions.expect(versions.promote("1.3.0", "canary", 5, "Idempotency-Key", key), 422);
        versions.rollBack();
    }

    @Test
    void letsTheVersionBeforeAnswerTheNextRequestAfterARollback(TestReporter report) throws Exception {
        versions.bring("1.4.0");
        Question question = Question.example(caller, MODEL);
        Versions.expect(versions.promote("1.4.0", "immediate", 0), 200);
        assertThat(Question.version(question.ask())).isEqualTo("1.4.0");

        versions.rollBack();
        long returned = System.nanoTime();
        HttpResponse<String> next = question.ask();

        report.publishEntry(
                "rollback to the first answer after it, ms", Long.toString((System.nanoTime() - returned) / 1_000_000));
        assertThat(Question.version(next)).isEqualTo("1.0.0");
        assertThat(Caller.json(next).path("version").asText()).isEqualTo("1.0.0");
    }

    @Test
    void saysWhatWasLiveAtAnyMomentAndWhoChangedIt() throws Exception {
        versions.bring("1.5.0");
        String promoted = Versions.expect(versions.promote("1.5.0", "immediate", 0), 200)
                .path("since")
                .asText();
        String back = versions.rollBack().path("since").asText();

        JsonNode then = versions.get("/history?at=" + promoted);
        assertThat(then.path("live").asText()).isEqualTo("1.5.0");
        assertThat(then.path("by").asText()).isEqualTo("operator");
        assertThat(then.path("reason").asText()).isEqualTo("a test of 1.5.0");
        assertThat(versions.get("/history?at=" + back).path("live").asText()).isEqualTo("1.0.0");

        String trail = caller.as("viewer").get("/audit/csv").body();
        assertThat(trail.lines().filter(line -> line.contains(MODEL)).limit(2)) // the scheduled update acts too
                .satisfiesExactly(
                        line -> assertThat(line).contains("rollback", "the test is over"),
                        line -> assertThat(line).contains("promote", MODEL + " 1.5.0", "operator"));
        assertThat(Caller.json(caller.as("viewer").get("/audit/check"))
                        .path("intact")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void refusesAStoredFileWhoseContentHasChanged() throws Exception {
        BundleDraft draft = versions.shipped().numbered("1.6.0");
        byte[] card = "# A card of its own\n".getBytes(StandardCharsets.UTF_8);
        versions.bring("1.6.0", draft.file("MODEL_CARD.md", card));
        Path stored = stored(BundleDraft.sha256(card));
        card[3] ^= 1;
        Files.write(stored, card);

        JsonNode problem = Versions.expect(versions.promote("1.6.0", "immediate", 0), 500);
        assertThat(problem.path("code").asText()).isEqualTo("artefact-corrupt");
        assertThat(problem.path("detail").asText()).contains("MODEL_CARD.md");
        assertThat(versions.deployment().path("live").asText()).isEqualTo("1.0.0");

        JsonNode version = versions.validated("1.6.0");
        assertThat(version.path("state").asText()).isEqualTo("REJECTED");
        assertThat(version.at("/report/checks/0/name").asText()).isEqualTo("integrity");
        assertThat(version.at("/report/checks/0/passed").booleanValue()).isFalse();
    }

    private Path stored(String digest) {
        return running.server()
                .data()
                .resolve("artefacts")
                .resolve(digest.substring(0, 2))
                .resolve(digest);
    }

    @Test
    void measuresAccuracyByWhatCallersSay() throws Exception {
        versions.bring("1.7.0");
        Versions.expect(versions.promote("1.7.0", "immediate", 0), 200);
        Question question = Question.example(caller, MODEL);
        for (boolean correct : new boolean[] {true, true, false, true}) {
            String id = Caller.json(question.ask()).path("id").asText();
            assertThat(caller.post("/inference/" + id + "/feedback", "{\"correct\":" + correct + "}")
                            .statusCode())
                    .isEqualTo(204);
        }
        versions.rollBack();

        JsonNode figures = null;
        for (JsonNode one : versions.get("/performance?window=1h").path("versions")) {
            figures = one.path("version").asText().equals("1.7.0") ? one : figures;
        }

        assertThat(figures).isNotNull();
        assertThat(figures.path("requests").intValue()).isEqualTo(4);
        assertThat(figures.at("/accuracy/value").doubleValue()).isCloseTo(0.75, within(1e-9));
        assertThat(figures.at("/accuracy/feedback").intValue()).isEqualTo(4);
        assertThat(figures.at("/accuracy/low").doubleValue()).isBetween(0.2, 0.75);
    }

    @Test
    void takesInAnExportOfHuggingFace() throws Exception {
        Versions ofClimateBert = new Versions(running, "climate-bert");
        BundleDraft shipped = ofClimateBert.shipped();
        HttpResponse<String> response = new Upload()
                .field("version", "2.0.0")
                .file("model.onnx", shipped.file("model.onnx"))
                .file("tokenizer.json", shipped.file("tokenizer.json"))
                .file("config.json", "{\"model_type\":\"bert\"}".getBytes(StandardCharsets.UTF_8))
                .send(caller.as("operator"), "climate-bert");

        assertThat(Versions.expect(response, 201).path("origin").asText()).isEqualTo("EXPORT");
        assertThat(ofClimateBert.validated("2.0.0").path("state").asText()).isEqualTo("VALIDATED");
    }
}
