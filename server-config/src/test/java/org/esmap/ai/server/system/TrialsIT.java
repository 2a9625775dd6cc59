package org.esmap.ai.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** Versions on trial: a share of the requests, copies of them, and a bad one that goes by itself. */
@ExtendWith(SystemTest.class)
class TrialsIT {
    private static final String QUICK = "emission-calculator";
    private static final String FRAGILE = "climate-bert";

    private final RunningServer running;
    private final Caller caller;

    TrialsIT(RunningServer running) {
        this.running = running;
        this.caller = new Caller(running);
    }

    @Test
    void letsACanaryAnswerItsShareAndKeepsEachCallerOnOneSide() throws Exception {
        Versions versions = new Versions(running, QUICK);
        versions.bring("2.0.0");
        Versions.expect(versions.promote("2.0.0", "canary", 30), 200);
        Question question = Question.example(caller, QUICK);

        Map<String, String> side = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = question.ask("caller " + i);
            assertThat(Caller.json(answer).path("version").asText()).isEqualTo(Question.version(answer));
            side.put("caller " + i, Question.version(answer));
        }
        for (int i = 0; i < 200; i += 10) {
            assertThat(Question.version(question.ask("caller " + i))).isEqualTo(side.get("caller " + i));
        }

        // 60 expected; outside these bounds once in a hundred thousand tries
        assertThat(side.values().stream().filter("2.0.0"::equals)).hasSizeBetween(32, 91);
        versions.rollBack();
        assertThat(Question.version(question.ask("caller 1"))).isEqualTo("1.0.0");
    }

    @Test
    void neverReturnsAnAnswerOfAShadow() throws Exception {
        Versions versions = new Versions(running, QUICK);
        versions.bring("2.1.0");
        Versions.expect(versions.promote("2.1.0", "shadow", 0), 200);
        Question question = Question.example(caller, QUICK);

        for (int i = 0; i < 40; i++) {
            assertThat(Question.version(question.ask("caller " + i))).isEqualTo("1.0.0");
        }

        assertThat(versions.deployment().path("candidate").asText()).isEqualTo("2.1.0");
        versions.rollBack();
    }

    /** A window wider than the network's positions passes every golden case and fails on long texts alone. */
    @Test
    void withdrawsACanaryThatFailsOnOneRequestInFiveAndTellsTheOperator(Webhook webhook, TestReporter report)
            throws Exception {
        double before = withdrawals();
        Versions versions = new Versions(running, FRAGILE);
        versions.bring("1.1.0", versions.shipped().numbered("1.1.0").setting("maxTokens", 4_000));
        Versions.expect(versions.promote("1.1.0", "canary", 50), 200);
        Question good = new Question(caller, FRAGILE, TextNode.valueOf("Solar power grows."));
        Question bad = new Question(caller, FRAGILE, TextNode.valueOf("The dam feeds the grid. ".repeat(110)));

        long begin = System.nanoTime();
        Webhook.Call alert = null;
        for (int i = 0; alert == null && i < 2_000; i++) {
            HttpResponse<String> answer = (i % 5 == 0 ? bad : good).ask("caller " + i);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            alert = webhook.next(0);
        }

        report.publishEntry(
                "automatic rollback after, s",
                Long.toString(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)));
        assertThat(alert).isNotNull();
        assertThat(alert.signature()).isEqualTo("sha256=" + hmac(alert.timestamp() + "." + alert.body()));
        JsonNode told = Caller.JSON.readTree(alert.body());
        assertThat(told.path("kind").asText()).isEqualTo("automatic-rollback");
        assertThat(told.path("version").asText()).isEqualTo("1.1.0");
        assertThat(versions.deployment().path("candidate").isNull()).isTrue();
        JsonNode last = versions.get("/history").at("/changes/0");
        assertThat(last.path("kind").asText()).isEqualTo("automatic-rollback");
        assertThat(last.path("reason").asText()).contains("substitute answers");
        assertThat(withdrawals()).isEqualTo(before + 1);
    }

    /** What the canary does to the circuit breaker of its model must not reach the live version. */
    @Test
    void withdrawsACanaryThatAlwaysFailsWhileTheLiveVersionAnswersAsBefore(Webhook webhook) throws Exception {
        Versions versions = new Versions(running, FRAGILE);
        versions.bring("1.2.0", versions.shipped().numbered("1.2.0").setting("maxTokens", 4_000));
        Versions.expect(versions.promote("1.2.0", "canary", 50), 200);
        Question bad = new Question(caller, FRAGILE, TextNode.valueOf("The dam feeds the grid. ".repeat(110)));

        int live = 0;
        int substitutes = 0;
        Webhook.Call alert = null;
        for (int i = 0; alert == null && i < 1_000; i++) {
            JsonNode answer = Versions.expect(bad.ask("caller " + i), 200);
            if (answer.path("version").asText().equals("1.0.0")) {
                live++;
                substitutes += answer.path("source").asText().equals("fallback") ? 1 : 0;
            }
            alert = webhook.next(0);
        }

        assertThat(alert).isNotNull();
        assertThat(substitutes).as("of %d answers of the live version", live).isLessThanOrEqualTo(live / 5);
        assertThat(Caller.JSON.readTree(alert.body()).path("version").asText()).isEqualTo("1.2.0");
        assertThat(versions.deployment().path("candidate").isNull()).isTrue();
    }

    /** How often the metrics say that a version of the fragile model was withdrawn. */
    private double withdrawals() throws Exception {
        return caller.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("ai_alerts_total{"))
                .filter(line -> line.contains("kind=\"automatic-rollback\""))
                .filter(line -> line.contains("model=\"" + FRAGILE + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void withdrawsACanaryWhoseAnswersCallersCallWrong(Webhook webhook, TestReporter report) throws Exception {
        Versions versions = new Versions(running, QUICK);
        versions.bring("2.2.0");
        Versions.expect(versions.promote("2.2.0", "canary", 50), 200);
        Question question = Question.example(caller, QUICK);

        int words = 0;
        for (; versions.deployment().path("candidate").asText().equals("2.2.0") && words < 1_000; words++) {
            HttpResponse<String> answer = question.ask("caller " + words);
            // one answer in ten of the live version is called wrong, and two in three of the canary
            boolean right = Question.version(answer).equals("2.2.0") ? words % 3 == 0 : words % 10 != 0;
            String id = Caller.json(answer).path("id").asText();
            assertThat(caller.post("/inference/" + id + "/feedback", "{\"correct\":" + right + "}")
                            .statusCode())
                    .isEqualTo(204);
        }

        report.publishEntry("automatic rollback after words of callers", Integer.toString(words));
        JsonNode last = versions.await(
                        "/history", seen -> seen.at("/changes/0/kind").asText().equals("automatic-rollback"))
                .at("/changes/0");
        assertThat(last.path("reason").asText()).contains("answers that callers call wrong");
        assertThat(last.path("live").asText()).isEqualTo("1.0.0");
        assertThat(versions.get("/versions/2.2.0").path("state").asText()).isEqualTo("RETIRED");
        assertThat(webhook.next(60))
                .isNotNull()
                .extracting(Webhook.Call::body)
                .asString()
                .contains("2.2.0");
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Webhook.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
